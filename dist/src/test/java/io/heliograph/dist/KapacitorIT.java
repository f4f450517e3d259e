package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.servers.InfluxServer;
import io.heliograph.testkit.servers.NodeExporterServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The configuration of the article that this project started from, for Kapacitor, runs end to end: from the target
/// file that it names to the InfluxDB that it names.
class KapacitorIT {
    private static final Path ARTICLE = Path.of("../plugins/kapacitor/src/test/resources/translations/article")
            .toAbsolutePath();
    private static final Duration TWO_SCRAPES = Duration.ofSeconds(45);

    @TempDir
    Path folder;

    @Test
    void theArticleRunsAsItStands() throws Exception {
        int database = wanted(8086);
        int target = wanted(9100);
        Files.createDirectory(folder.resolve("prom"));
        put("kapacitor.conf", "kapacitor.conf", "/Users/pauldix", folder.toString(), ":8086", ":" + database);
        put("prom.json", "prom/prom.json", ":9100", ":" + target);
        try (NodeExporterServer node = NodeExporterServer.start(target);
                InfluxServer server = InfluxServer.start("datagrams", database);
                RunningAgent agent = RunningAgent.start(
                        folder, "", "--config", folder.resolve("kapacitor.conf").toString())) {
            Influx influx = new Influx(server.url(), "prometheus");
            await("two scrapes").atMost(TWO_SCRAPES).until(() -> influx.count("node_load1", "value") > 1);

            Set<String> exposed = new HashSet<>();
            Scraped.read(Web.get("http://127.0.0.1:" + node.port() + "/metrics"))
                    .values()
                    .keySet()
                    .forEach(sample -> exposed.add(sample.name()));
            Set<String> written = new TreeSet<>();
            influx.query("SHOW MEASUREMENTS").forEach(row -> written.add(row.text("name")));
            assertThat(written).contains("up", "scrape_duration_seconds").hasSizeGreaterThan(100);
            assertThat(exposed).containsAll(withoutOurs(written));
            assertThat(tagKeys(influx, "node_load1")).containsExactlyInAnyOrder("__name__", "instance");
            assertThat(tagKeys(influx, "node_cpu_seconds_total")).contains("__name__", "cpu", "instance", "mode");
            assertThat(influx.types("node_load1").keySet()).containsExactly("value");
            assertThat(new Influx(server.url(), "_internal").query("SHOW DATABASES"))
                    .extracting(row -> row.text("name"))
                    .contains("prometheus")
                    .doesNotContain("telegraf");
            assertThat(agent.log()).contains("excluded-subscriptions").doesNotContain("E! ");
            agent.assertBooksBalance();
        }
    }

    private static Set<String> withoutOurs(Set<String> measurements) {
        Set<String> others = new HashSet<>(measurements);
        others.removeIf(name -> name.equals("up") || name.startsWith("scrape_"));
        return others;
    }

    private static List<String> tagKeys(Influx influx, String measurement) throws IOException {
        return influx.query("SHOW TAG KEYS FROM \"" + measurement + "\"").stream()
                .map(row -> row.text("tagKey"))
                .toList();
    }

    /// The port that the article has, or another one where somebody has that already.
    private static int wanted(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return RunningAgent.freePort();
        }
    }

    private void put(String from, String to, String... replacements) throws IOException {
        String text = Files.readString(ARTICLE.resolve(from));
        for (int i = 0; i < replacements.length; i += 2) {
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        Files.writeString(folder.resolve(to), text);
    }
}
