package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.dist.Scraped.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents in a row: what one exposes or pushes, the next one takes.
class PassOnIT {
    @TempDir
    Path folder;

    @Test
    void whatOneAgentExposesAnotherScrapes() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(
                first.resolve("input.influx"),
                "room,name=attic temperature=21.5,people=2i\nroom,name=cellar temperature=-3\n");
        int port = RunningAgent.freePort();
        try (RunningAgent exposing = RunningAgent.start(first, """
                        [[inputs.file]]
                          files = ["FOLDER/input.influx"]
                        [[outputs.prometheus_client]]
                          listen = "127.0.0.1:%d"
                        """.formatted(port));
                RunningAgent scraping = RunningAgent.start(second, """
                        [[inputs.prometheus]]
                          urls = ["http://127.0.0.1:%d/metrics"]
                          metric_version = 2
                          scrape_metrics = false
                        [[outputs.file]]
                          files = ["FOLDER/rows.out"]
                        """.formatted(port))) {
            await("scraped rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> fields(scraping.rows("rows.out")).size() == 3);
            assertThat(fields(scraping.rows("rows.out")))
                    .isEqualTo(Map.of(
                            "attic room_temperature", 21.5, "attic room_people", 2.0, "cellar room_temperature", -3.0));
            assertThat(Scraped.read(Web.get("http://127.0.0.1:" + port + "/metrics"))
                            .values())
                    .containsEntry(new Sample("room_temperature", Map.of("name", "attic")), 21.5);
            exposing.assertBooksBalance();
            scraping.assertBooksBalance();
        }
    }

    private static Map<String, Object> fields(List<Metric> rows) {
        Map<String, Object> fields = new TreeMap<>();
        for (Metric row : rows) {
            row.toMap().forEach((field, value) -> fields.put(row.tags().get("name") + " " + field, value));
        }
        return fields;
    }

    @Test
    void whatOneAgentPushesAnotherTakesAndNothingIsLostWhileTheOtherRestarts() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        int entrance = RunningAgent.freePort();
        int middle = RunningAgent.freePort();
        try (RunningAgent pushing = RunningAgent.start(first, listener(entrance) + """
                        [[outputs.influxdb]]
                          urls = ["http://127.0.0.1:%d"]
                          timeout = "2s"
                        """.formatted(middle))) {
            try (RunningAgent taking = RunningAgent.start(second, listener(middle) + FILE)) {
                push(entrance, 0, 100);
                await("the first rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> taking.rows("rows.out").size() >= 100);
                taking.stop();
            }
            push(entrance, 100, 200);
            try (RunningAgent taking = RunningAgent.start(second, listener(middle) + FILE)) {
                await("all rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> taking.rows("rows.out").size() >= 200);
                pushing.assertBooksBalance();
                taking.assertBooksBalance();
                assertThat(taking.rows("rows.out").stream()
                                .map(row -> (Long) row.toMap().get("n"))
                                .distinct())
                        .hasSize(200);
            }
        }
    }

    @Test
    void whatOneAgentWritesInTheSecondVersionAnotherTakes() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        int entrance = RunningAgent.freePort();
        int middle = RunningAgent.freePort();
        try (RunningAgent taking = RunningAgent.start(second, """
                        [[inputs.influxdb_v2_listener]]
                          service_address = "127.0.0.1:%d"
                          token = "s3cret"
                          bucket_tag = "bucket"
                        """.formatted(middle) + FILE);
                RunningAgent pushing = RunningAgent.start(first, listener(entrance) + """
                        [[outputs.influxdb_v2]]
                          urls = ["http://127.0.0.1:%d"]
                          token = "s3cret"
                          organization = "o"
                          bucket = "b"
                        """.formatted(middle))) {
            push(entrance, 0, 100);
            await("all rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> taking.rows("rows.out").size() >= 100);
            assertThat(taking.rows("rows.out").stream()
                            .map(row ->
                                    row.tags().get("bucket") + " " + row.toMap().get("n"))
                            .distinct())
                    .hasSize(100)
                    .contains("b 0", "b 99");
            pushing.assertBooksBalance();
            taking.assertBooksBalance();
        }
    }

    private static final String FILE = """
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            """;

    private static String listener(int port) {
        return """
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                """.formatted(port);
    }

    private static void push(int port, int from, int to) throws IOException {
        String address = "http://127.0.0.1:" + port;
        await("the listener")
                .atMost(RunningAgent.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status(address + "/ping") == 204);
        for (int line = from; line < to; line++) {
            byte[] body = ("a n=" + line + "i " + (1_700_000_000_000_000_000L + line)).getBytes(UTF_8);
            assertThat(Web.post(address + "/write", body).statusCode()).isEqualTo(204);
        }
    }
}
