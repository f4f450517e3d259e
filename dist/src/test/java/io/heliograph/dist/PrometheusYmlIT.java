package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.testkit.servers.NodeExporterServer;
import io.heliograph.testkit.servers.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A `prometheus.yml` with jobs of static targets and of target files, relabelling and remote write runs as it is, and
/// what it writes is in a real Prometheus.
class PrometheusYmlIT {
    private static final String PLUGINS = """
            [[inputs.prometheus]]
              scrape_config_files = ["FOLDER/prometheus.yml"]
            """;

    private static final String GLOBAL = """
            global:
              scrape_interval: 1s
              evaluation_interval: 1m
              external_labels:
                region: north
            rule_files: [rules.yml]
            remote_write:
              - url: %s/api/v1/write
                name: central
                queue_config: {batch_send_deadline: 500ms, max_shards: 5}
                write_relabel_configs:
                  - source_labels: [__name__]
                    regex: node_load15
                    action: drop
            scrape_configs:
            """;

    private static final String NODE = """
              - job_name: node
                static_configs:
                  - targets: ['127.0.0.1:%d']
                    labels: {version: 1.10}
                metric_relabel_configs:
                  - source_labels: [__name__]
                    regex: node_load.*|node_memory_MemTotal_bytes
                    action: keep
            """;

    private static final String FILES = """
              - job_name: files
                scrape_timeout: 900ms
                file_sd_configs:
                  - files: ['targets/*.json']
                relabel_configs:
                  - source_labels: [__address__, job]
                    regex: '(.+):\\d+;(.*)'
                    target_label: instance
                    replacement: $2@$1
                  - regex: internal_.*
                    action: labeldrop
            """;

    @TempDir
    Path folder;

    /// A series and its newest value.
    private record Series(Map<String, String> labels, double value) {}

    @Test
    void jobsAreScrapedAndWrittenToPrometheus() throws Exception {
        Files.createDirectory(folder.resolve("targets"));
        try (NodeExporterServer node = NodeExporterServer.start();
                Exposer exposer = new Exposer("shop_orders_total");
                PrometheusServer receiver = PrometheusServer.start()) {
            String global = GLOBAL.formatted(receiver.url());
            put(
                    "targets/shop.json",
                    "[{\"targets\": [\"%s\"], \"labels\": {\"team\": \"shop\", \"internal_id\": \"7\"}}]"
                            .formatted(exposer.address()));
            put("prometheus.yml", global + NODE.formatted(node.port()) + FILES);
            try (RunningAgent agent = RunningAgent.start(folder, PLUGINS, "--watch-config")) {
                await("both jobs")
                        .atMost(RunningAgent.SOON)
                        .until(() -> query(receiver, "up == 1").size() == 2);
                await("samples")
                        .atMost(RunningAgent.SOON)
                        .until(() -> !query(receiver, "shop_orders_total").isEmpty());

                assertThat(one(receiver, "shop_orders_total").labels())
                        .isEqualTo(Map.of(
                                "__name__", "shop_orders_total",
                                "instance", "files@127.0.0.1",
                                "job", "files",
                                "region", "north",
                                "team", "shop"));
                assertThat(one(receiver, "node_load1").labels())
                        .containsEntry("version", "1.10")
                        .containsEntry("instance", "127.0.0.1:" + node.port());
                assertThat(one(receiver, "node_memory_MemTotal_bytes").value()).isPositive();
                assertThat(query(receiver, "node_load15")).isEmpty();
                assertThat(query(receiver, "{__name__=~\"node_(cpu|disk).*\"}")).isEmpty();
                agent.awaitLog("prometheus.yml:", "not run", "rule_files", "max_shards");

                onlyTheChangedJobRestarts(agent, receiver, global + NODE.formatted(node.port()));
                anInvalidFileChangesNothing(agent, exposer, global);
                agent.assertBooksBalance();
            }
        }
    }

    /// A scraper that goes on knows its series: it adds none.
    private void onlyTheChangedJobRestarts(RunningAgent agent, PrometheusServer receiver, String others)
            throws Exception {
        String added = "max_over_time(scrape_series_added{job=~\"%s\"}[4s])";
        await("no new series")
                .atMost(RunningAgent.SOON)
                .until(() -> query(receiver, added.formatted(".*") + " == 0").size() == 2);
        put("prometheus.yml", others + FILES.replace("900ms", "800ms") + "    honor_labels: true\n");
        await("a reload").atMost(RunningAgent.SOON).until(() -> agent.reloads() == 1);
        await("the changed job's new series")
                .atMost(RunningAgent.SOON)
                .until(() -> query(receiver, added.formatted("files") + " > 0").size() == 1);
        assertThat(query(receiver, added.formatted("node") + " > 0")).isEmpty();
    }

    private void anInvalidFileChangesNothing(RunningAgent agent, Exposer exposer, String global) throws Exception {
        put("prometheus.yml", global + "  - job_name: node\n    scrape_intervall: 1s\n");
        agent.awaitLog("prometheus.yml:17: scrape_configs.scrape_intervall", "did you mean 'scrape_interval'?");
        agent.awaitLog("goes on as it was");
        int scrapes = exposer.scrapes();
        await("further scrapes").atMost(RunningAgent.SOON).until(() -> exposer.scrapes() > scrapes + 1);
    }

    @Test
    void checkTellsAllProblemsAtTheirLines() throws Exception {
        put("heliograph.toml", PLUGINS.replace("FOLDER", folder.toString()));
        put("prometheus.yml", """
                global: {scrape_timeout: 2m}
                scrape_configs:
                  - job_name: a
                    scheme: ftp
                    static_configs: [{targets: ['http://localhost:9100']}]
                  - job_name: a
                    honor_label: yes
                """);
        Process check = Distribution.command(
                        folder,
                        List.of(Distribution.built().launcher().toString(), "check", "--config", "heliograph.toml"))
                .start();
        String said = new String(check.getInputStream().readAllBytes());
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(said).isEqualTo(2);
        assertThat(said)
                .contains("prometheus.yml:1: global.scrape_timeout", "prometheus.yml:5: scrape_configs.static_configs")
                .contains("prometheus.yml:6: scrape_configs.job_name", "prometheus.yml:7: scrape_configs.honor_label");
    }

    private static Series one(PrometheusServer receiver, String query) throws IOException {
        List<Series> found = query(receiver, query);
        assertThat(found).as(query).hasSize(1);
        return found.getFirst();
    }

    private static List<Series> query(PrometheusServer receiver, String query) throws IOException {
        String answer = Web.get(receiver.url() + "/api/v1/query?query=" + Web.encoded(query));
        List<Series> series = new ArrayList<>();
        for (JsonElement result : JsonParser.parseString(answer)
                .getAsJsonObject()
                .getAsJsonObject("data")
                .getAsJsonArray("result")) {
            JsonObject one = result.getAsJsonObject();
            Map<String, String> labels = new TreeMap<>();
            one.getAsJsonObject("metric")
                    .entrySet()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().getAsString()));
            series.add(new Series(labels, one.getAsJsonArray("value").get(1).getAsDouble()));
        }
        return series;
    }

    private void put(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), text);
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
