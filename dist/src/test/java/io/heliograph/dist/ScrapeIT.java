package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dist.Scraped.Sample;
import io.heliograph.testkit.servers.InfluxServer;
import io.heliograph.testkit.servers.NodeExporterServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Targets of files are scraped and written to an InfluxDB, over HTTP and UDP, and they come and go with the files.
class ScrapeIT {
    private static final String PLUGINS = """
            [[discovery.file]]
              id = "nodes"
              files = ["FOLDER/targets/*.json", "FOLDER/targets/*.yml"]
            [[inputs.prometheus]]
              discovery = ["nodes"]
              metric_version = 2
              scrape_metrics = false
            [[outputs.influxdb]]
              urls = ["http://127.0.0.1:%d"]
              database = "scraped"
            [[outputs.influxdb]]
              alias = "datagrams"
              urls = ["udp://127.0.0.1:%d"]
            """;

    @TempDir
    Path folder;

    @Test
    void whatANodeExporterShowsIsInTheDatabase() throws Exception {
        Files.createDirectory(folder.resolve("targets"));
        try (NodeExporterServer node = NodeExporterServer.start();
                InfluxServer server = InfluxServer.start("datagrams");
                RunningAgent agent = RunningAgent.start(folder, PLUGINS.formatted(server.port(), server.udpPort()))) {
            Scraped before = Scraped.read(Web.get("http://127.0.0.1:" + node.port() + "/metrics"));
            put("node.json", "[{\"targets\": [\"127.0.0.1:" + node.port() + "\"], \"labels\": {\"site\": \"north\"}}]");
            Influx overHttp = new Influx(server.url(), "scraped");
            Influx overUdp = new Influx(server.url(), "datagrams");
            await("two scrapes").atMost(RunningAgent.SOON).until(() -> overHttp.count("prometheus", "node_load1") > 1);
            Files.delete(folder.resolve("targets/node.json"));
            awaitNoTargets(agent);
            agent.assertBooksBalance();
            Scraped after = Scraped.read(Web.get("http://127.0.0.1:" + node.port() + "/metrics"));

            Map<Sample, Double> got = latest(overHttp, node.port());
            assertThat(got.keySet()).isEqualTo(stable(before, after));
            got.forEach((sample, value) -> {
                if (after.isCounter(sample)) {
                    assertThat(value)
                            .as("%s", sample)
                            .isBetween(
                                    before.values().get(sample), after.values().get(sample));
                }
            });
            assertThat(got).containsAllEntriesOf(constants(before, after));
            assertThat(new HashSet<>(overHttp.types("prometheus").values())).containsExactly("float");
            assertThat(latest(overUdp, node.port()).keySet()).isEqualTo(got.keySet());
            assertThat(overUdp.types("prometheus")).isEqualTo(overHttp.types("prometheus"));
        }
    }

    @Test
    void targetsComeChangeAndGoWithTheirFiles() throws Exception {
        Files.createDirectory(folder.resolve("targets"));
        try (Exposer first = new Exposer("first_scrapes_total");
                Exposer second = new Exposer("second_scrapes_total");
                InfluxServer server = InfluxServer.start("datagrams");
                RunningAgent agent = RunningAgent.start(folder, PLUGINS.formatted(server.port(), server.udpPort()))) {
            Influx influx = new Influx(server.url(), "scraped");
            put("a.json", "[{\"targets\": [\"" + first.address() + "\"], \"labels\": {\"site\": \"north\"}}]");
            awaitSite(influx, "first_scrapes_total", "north");
            put("b.yml", "- targets: ['" + second.address() + "']\n  labels: {site: south}\n");
            awaitSite(influx, "second_scrapes_total", "south");

            put("b.yml", "- targets: ['" + second.address() + "']\n  labels: {site: west}\n");
            awaitSite(influx, "second_scrapes_total", "west");

            put("b.yml", "- targets: [[[\n");
            agent.awaitLog("b.yml", "its last good targets are kept");
            int scrapes = second.scrapes();
            await("further scrapes").atMost(RunningAgent.SOON).until(() -> second.scrapes() > scrapes + 1);

            Files.delete(folder.resolve("targets/b.yml"));
            await("no more scrapes").atMost(RunningAgent.SOON).until(() -> quiet(second));
            int others = first.scrapes();
            await("scrapes of the other").atMost(RunningAgent.SOON).until(() -> first.scrapes() > others + 1);
            Files.delete(folder.resolve("targets/a.json"));
            awaitNoTargets(agent);
            agent.assertBooksBalance();
            assertAllButTheLastArrived(influx, first.scrapes());
        }
    }

    /// The scrape that was under way when its target went may have been broken off; all others are there, each once.
    private static void assertAllButTheLastArrived(Influx influx, int scrapes) throws IOException {
        List<Integer> counts = influx.query("SELECT first_scrapes_total FROM prometheus").stream()
                .map(row -> (int) row.number("first_scrapes_total"))
                .toList();
        assertThat(counts)
                .hasSizeBetween(scrapes - 1, scrapes)
                .isEqualTo(IntStream.rangeClosed(1, counts.size()).boxed().toList());
    }

    private static boolean quiet(Exposer target) throws InterruptedException {
        int before = target.scrapes();
        Thread.sleep(2500);
        return target.scrapes() == before;
    }

    private static void awaitSite(Influx influx, String field, String site) {
        await(field + " of " + site)
                .atMost(RunningAgent.SOON)
                .until(() -> !influx.query("SELECT " + field + " FROM prometheus WHERE site = '" + site + "'")
                        .isEmpty());
    }

    /// Until the last scrape has come to its end.
    private static void awaitNoTargets(RunningAgent agent) {
        await("no targets").atMost(RunningAgent.SOON).until(() -> {
            double before = agent.books().sum("heliograph_gathered_total", "");
            Thread.sleep(2500);
            return agent.books().sum("heliograph_gathered_total", "") == before;
        });
    }

    /// As Prometheus wants its files to be written: in one step.
    private void put(String file, String text) throws IOException {
        Path written = Files.writeString(folder.resolve(file), text);
        Files.move(written, folder.resolve("targets").resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /// The latest value of each sample, without the target's labels.
    private static Map<Sample, Double> latest(Influx influx, int port) throws IOException {
        Map<Sample, Double> latest = new HashMap<>();
        for (Influx.Row row : influx.query("SELECT * FROM prometheus GROUP BY * ORDER BY time ASC")) {
            Map<String, String> labels = new TreeMap<>(row.tags());
            assertThat(labels).containsEntry("site", "north").containsEntry("instance", "127.0.0.1:" + port);
            labels.keySet().removeAll(Set.of("site", "instance", "job"));
            row.values().forEach((field, value) -> {
                if (!field.equals("time")) {
                    latest.put(new Sample(field, labels), value.getAsDouble());
                }
            });
        }
        return latest;
    }

    /// What was shown before and after, without what InfluxDB cannot hold.
    private static Set<Sample> stable(Scraped before, Scraped after) {
        Set<Sample> samples = new HashSet<>(after.values().keySet());
        samples.retainAll(before.values().keySet());
        samples.removeIf(sample ->
                after.values().get(sample).isNaN() || after.values().get(sample).isInfinite());
        return samples;
    }

    /// What does not change while a machine runs.
    private static Map<Sample, Double> constants(Scraped before, Scraped after) {
        Map<Sample, Double> constants = new HashMap<>();
        for (Sample sample : stable(before, after)) {
            if (sample.name().endsWith("_info")
                    || sample.name().endsWith("_size_bytes")
                    || sample.name().endsWith("Total_bytes")) {
                constants.put(sample, after.values().get(sample));
            }
        }
        assertThat(constants).hasSizeGreaterThan(10);
        return constants;
    }
}
