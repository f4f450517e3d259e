package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.dist.Scraped.Sample;
import io.heliograph.testkit.servers.NodeExporterServer;
import io.heliograph.testkit.servers.PrometheusServer;
import io.heliograph.testkit.servers.VictoriaMetricsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is scraped and gathered is found again in Prometheus and VictoriaMetrics, under the same names and labels.
class RemoteWriteIT {
    private static final String OUTPUTS = """
            [[outputs.prometheus_remote_write]]
              alias = "prometheus"
              url = "%s/api/v1/write"
              external_labels = {via = "remote"}
            [[outputs.prometheus_remote_write]]
              alias = "victoria"
              url = "%s/api/v1/write"
              protobuf_message = "io.prometheus.write.v2.Request"
              external_labels = {via = "remote"}
            """;

    private static final String DISCOVERED = """
            [[discovery.file]]
              id = "targets"
              files = ["FOLDER/targets.json"]
            [[inputs.prometheus]]
              discovery = ["targets"]
              metric_version = 2
            [[outputs.prometheus_remote_write]]
              url = "%s/api/v1/write"
              send_exemplars = true
            """;

    @TempDir
    Path folder;

    @Test
    void whatANodeExporterShowsIsInBothServers() throws Exception {
        try (NodeExporterServer node = NodeExporterServer.start();
                PrometheusServer prometheus = PrometheusServer.start();
                VictoriaMetricsServer victoria = VictoriaMetricsServer.start();
                RunningAgent agent = RunningAgent.start(
                        folder,
                        "[[inputs.prometheus]]\n  urls = [\"" + node.url() + "\"]\n  metric_version = 2\n"
                                + OUTPUTS.formatted(prometheus.url(), victoria.url()))) {
            Scraped before = Scraped.read(Web.get(node.url()));
            for (String server : List.of(prometheus.url(), victoria.url())) {
                await("two scrapes")
                        .atMost(RunningAgent.SOON)
                        .until(() -> !latest(server, "count_over_time(node_load1[5m]) > 1")
                                .isEmpty());
            }
            Scraped after = Scraped.read(Web.get(node.url()));
            agent.awaitLog("/api/v1/write does not take io.prometheus.write.v2.Request");
            for (String server : List.of(prometheus.url(), victoria.url())) {
                Map<Sample, Double> got = latest(server, "{via=\"remote\",url=\"" + node.url() + "\"}");
                assertThat(names(got, before)).isEqualTo(names(before.values(), after));
                // VictoriaMetrics keeps some 15 decimal digits
                constants(before, after)
                        .forEach((sample, value) ->
                                assertThat(got.get(sample)).as("%s", sample).isCloseTo(value, withinPercentage(1e-12)));
            }
            agent.assertBooksBalance();
        }
    }

    @Test
    void rowsOfOtherInputsAreSamplesToo() throws Exception {
        long now = System.currentTimeMillis() / 1000 * 1000;
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 100; line++) {
            lines.append("probe,site=a\\ b,zone=%d value=%d.25,up=true,state=\"x\" %d000000\n"
                    .formatted(line % 10, line, now - 100_000 + line * 1000));
        }
        Files.writeString(folder.resolve("input.influx"), lines);
        String input = "[[inputs.file]]\n  files = [\"FOLDER/input.influx\"]\n  data_format = \"influx\"\n";
        try (PrometheusServer prometheus = PrometheusServer.start();
                VictoriaMetricsServer victoria = VictoriaMetricsServer.start();
                RunningAgent agent =
                        RunningAgent.start(folder, input + OUTPUTS.formatted(prometheus.url(), victoria.url()))) {
            for (String server : List.of(prometheus.url(), victoria.url())) {
                await("all samples")
                        .atMost(RunningAgent.SOON)
                        .until(() -> !latest(server, "sum(count_over_time(probe_value[5m])) >= 100")
                                .isEmpty());
                Map<String, String> labels = Map.of("site", "a b", "zone", "3", "via", "remote");
                assertThat(latest(server, "last_over_time(probe_value{zone=\"3\"}[5m])"))
                        .containsValue(93.25)
                        .allSatisfy(
                                (sample, value) -> assertThat(sample.labels()).isEqualTo(labels));
                assertThat(latest(server, "probe_up"))
                        .hasSize(10)
                        .allSatisfy((sample, value) -> assertThat(value).isEqualTo(1));
            }
            agent.assertBooksBalance();
        }
    }

    @Test
    void whatOpenMetricsTellsArrivesAndWhatVanishesIsGoneAtOnce() throws Exception {
        AtomicReference<String> page = new AtomicReference<>("""
                # TYPE requests counter
                # HELP requests How many.
                requests_total{code="200"} 7.0 # {trace_id="abc"} 0.7
                # TYPE leaves gauge
                leaves 1.0
                # EOF
                """);
        HttpServer target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] body = page.get().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/openmetrics-text; version=1.0.0");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        target.start();
        Files.writeString(
                folder.resolve("targets.json"),
                "[{\"targets\": [\"127.0.0.1:" + target.getAddress().getPort() + "\"]}]");
        try (PrometheusServer prometheus = PrometheusServer.start();
                RunningAgent agent = RunningAgent.start(folder, DISCOVERED.formatted(prometheus.url()))) {
            String server = prometheus.url();
            await("samples")
                    .atMost(RunningAgent.SOON)
                    .until(() -> latest(server, "leaves == 1").size() == 1);
            page.set("# TYPE requests counter\nrequests_total{code=\"200\"} 8.0\n# EOF\n");
            await("later ones")
                    .atMost(RunningAgent.SOON)
                    .until(() -> latest(server, "requests_total == 8").size() == 1);
            assertThat(latest(server, "leaves")).as("not kept for five minutes").isEmpty();
            assertThat(latest(server, "count_over_time(leaves[5m])")).hasSize(1);
            String exemplars = Web.get(server + "/api/v1/query_exemplars?query=requests_total&start="
                    + (System.currentTimeMillis() / 1000 - 60) + "&end=" + (System.currentTimeMillis() / 1000 + 60));
            assertThat(exemplars).contains("\"trace_id\":\"abc\"", "\"value\":\"0.7\"");
            agent.assertBooksBalance();
        } finally {
            target.stop(0);
        }
    }

    private static Set<Sample> names(Map<Sample, Double> samples, Scraped others) {
        Set<Sample> names = new HashSet<>();
        for (Sample sample : samples.keySet()) {
            // what came or went meanwhile does not matter
            if (others.values().keySet().stream()
                    .anyMatch(other -> normal(other).equals(normal(sample)))) {
                names.add(normal(sample));
            }
        }
        return names;
    }

    private static Map<Sample, Double> constants(Scraped before, Scraped after) {
        Map<Sample, Double> constants = new HashMap<>();
        before.values().forEach((sample, value) -> {
            // a gauge may come back to where it was
            boolean constant = after.isCounter(sample) || sample.name().endsWith("_info");
            if (constant && value.equals(after.values().get(sample))) {
                constants.put(normal(sample), value);
            }
        });
        return constants;
    }

    /// Quantiles are sent as OpenMetrics has them.
    private static Sample normal(Sample sample) {
        String quantile = sample.labels().get("quantile");
        if (quantile == null || quantile.contains(".")) {
            return sample;
        }
        Map<String, String> labels = new TreeMap<>(sample.labels());
        labels.put("quantile", quantile + ".0");
        return new Sample(sample.name(), labels);
    }

    /// The series that a query finds now, without the labels that every one of them has from here.
    private static Map<Sample, Double> latest(String server, String query) throws IOException {
        String answer = Web.get(server + "/api/v1/query?query=" + Web.encoded(query));
        JsonArray results = JsonParser.parseString(answer)
                .getAsJsonObject()
                .getAsJsonObject("data")
                .getAsJsonArray("result");
        Map<Sample, Double> latest = new HashMap<>();
        for (JsonElement result : results) {
            JsonObject series = result.getAsJsonObject();
            String value = series.getAsJsonArray("value").get(1).getAsString();
            latest.put(
                    sample(series.getAsJsonObject("metric"), query), Double.valueOf(value.replace("Inf", "Infinity")));
        }
        return latest;
    }

    private static Sample sample(JsonObject metric, String query) {
        Map<String, String> labels = new TreeMap<>();
        metric.entrySet()
                .forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
        String name = String.valueOf(labels.remove("__name__"));
        if (query.startsWith("{")) {
            labels.remove("via");
            labels.remove("url");
        }
        return new Sample(name, labels);
    }
}
