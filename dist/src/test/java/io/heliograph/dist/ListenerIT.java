package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.servers.InfluxServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines that are pushed to the agent are acknowledged once they are safe, and reach the InfluxDB behind it as they
/// were.
class ListenerIT {
    private static final String FILE = "output=\"file\"";
    private static final String INFLUX = "output=\"influxdb\"";

    @TempDir
    Path folder;

    @Test
    void goodLinesArriveAndBadOnesAreNamed() throws Exception {
        int port = RunningAgent.freePort();
        try (InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = RunningAgent.start(folder, plugins(port, server.port()))) {
            String write = awaitListener(port) + "&precision=s";

            assertThat(Web.post(write, bytes("a,site=x f=1.5,i=3i,t=\"two words\",b=true 1700000000\n"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(agent.books().output("routed_total", FILE))
                    .as("routed when the client hears 204")
                    .isEqualTo(1);

            HttpResponse<String> mixed =
                    Web.post(write, bytes("a f=1 1700000001\nno fields here\na f= 1700000002\na f=3 1700000003\n"));
            assertThat(mixed.statusCode()).isEqualTo(400);
            assertThat(mixed.body())
                    .contains("partial write")
                    .contains("line 2")
                    .contains("1 other parse error");
            assertThat(agent.books().output("routed_total", FILE)).isEqualTo(3);

            assertThat(Web.post(write, gzip("a,site=y f=4 1700000004\n"), "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(Web.post(write, bytes("nonsense\n")).statusCode()).isEqualTo(400);

            Influx influx = new Influx(server.url(), "pushed");
            await("all rows").atMost(RunningAgent.SOON).until(() -> influx.count("a", "f") == 4);
            assertThat(influx.types("a"))
                    .isEqualTo(Map.of("b", "boolean", "f", "float", "i", "integer", "t", "string"));
            assertThat(influx.query("SELECT * FROM a WHERE site = 'x'"))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.values().get("time").getAsLong()).isEqualTo(1_700_000_000_000_000_000L);
                        assertThat(row.text("t")).isEqualTo("two words");
                        assertThat(row.number("f")).isEqualTo(1.5);
                    });
            agent.assertBooksBalance();
            assertThat(agent.books().sum("heliograph_gathered_total", "")).isEqualTo(4);
        }
    }

    @Test
    void whatIsAcknowledgedArrivesLaterWhereTheServerIsAway() throws Exception {
        int port = RunningAgent.freePort();
        try (Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, plugins(port, door.port()))) {
            String write = awaitListener(port);
            for (int line = 0; line < 50; line++) {
                assertThat(Web.post(write, bytes("a n=" + line + "i " + (1_700_000_000_000_000_000L + line)))
                                .statusCode())
                        .isEqualTo(204);
            }
            try (InfluxServer server = InfluxServer.start("none")) {
                door.open(server.port());
                Influx influx = new Influx(server.url(), "pushed");
                await("all rows").atMost(RunningAgent.SOON).until(() -> influx.count("a", "n") == 50);
                agent.assertBooksBalance();
                agent.stop();
            }
        }
    }

    @Test
    void nothingIsLostWhileTheServerComesAndGoes() throws Exception {
        int port = RunningAgent.freePort();
        try (InfluxServer server = InfluxServer.start("none");
                Door door = Door.shut();
                RunningAgent agent = RunningAgent.start(folder, plugins(port, door.port()))) {
            String write = awaitListener(port);
            for (int round = 0; round < 6; round++) {
                if (round % 2 == 0) {
                    door.open(server.port());
                } else {
                    door.shutAgain();
                }
                for (int request = 0; request < 20; request++) {
                    assertThat(Web.post(write, lines(round * 1000 + request * 50, 50))
                                    .statusCode())
                            .isEqualTo(204);
                    Thread.sleep(20);
                }
            }
            door.open(server.port());
            Influx influx = new Influx(server.url(), "pushed");
            await("all rows").atMost(RunningAgent.SOON).until(() -> influx.count("a", "n") == 6000);
            agent.assertBooksBalance();
            assertThat(agent.books().output("buffered_rows", INFLUX)).isZero();
        }
    }

    /// Lines of one series with the numbers from one on.
    private static byte[] lines(int from, int count) {
        StringBuilder lines = new StringBuilder();
        for (int line = from; line < from + count; line++) {
            lines.append("a n=")
                    .append(line)
                    .append("i ")
                    .append(1_700_000_000_000_000_000L + line)
                    .append('\n');
        }
        return bytes(lines.toString());
    }

    @Test
    void whatTheDatabaseRefusesIsCountedAndTheRestArrives() throws Exception {
        int port = RunningAgent.freePort();
        try (InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = RunningAgent.start(folder, plugins(port, server.port()))) {
            String write = awaitListener(port);
            Influx influx = new Influx(server.url(), "pushed");
            assertThat(Web.post(write, bytes("a n=1i 1700000000000000000")).statusCode())
                    .isEqualTo(204);
            await("the first row").atMost(RunningAgent.SOON).until(() -> influx.count("a", "n") == 1);

            String mixed = "a n=2i 1700000001000000000\na n=3.5 1700000002000000000\na n=4i 1700000003000000000\n";
            assertThat(Web.post(write, bytes(mixed)).statusCode()).isEqualTo(204);
            await("the other rows").atMost(RunningAgent.SOON).until(() -> influx.count("a", "n") == 3);
            await("a rejected row")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().output("rejected_total", INFLUX) == 1);
            agent.awaitLog("outputs.influxdb", "field type conflict");
            agent.assertBooksBalance();
        }
    }

    @Test
    void whatAnInfluxdbPassesOnToItsSubscribersArrives() throws Exception {
        int port = RunningAgent.freePort();
        try (InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = RunningAgent.start(folder, """
                        [[inputs.influxdb_listener]]
                          service_address = "127.0.0.1:%d"
                          database_tag = "db"
                        [[outputs.file]]
                          files = ["FOLDER/rows.out"]
                        """.formatted(port))) {
            awaitListener(port);
            Web.post(server.url() + "/query?q=" + Web.encoded("CREATE DATABASE source"), new byte[0]);
            String subscribe =
                    "CREATE SUBSCRIPTION s ON source.autogen DESTINATIONS ALL 'http://127.0.0.1:" + port + "'";
            assertThat(Web.post(server.url() + "/query?q=" + Web.encoded(subscribe), new byte[0])
                            .body())
                    .doesNotContain("error");
            await("the first row that is passed on").atMost(RunningAgent.SOON).until(() -> {
                Web.post(server.url() + "/write?db=source", bytes("first n=1i 1"));
                return !agent.rows("rows.out").isEmpty();
            });
            Web.post(server.url() + "/write?db=source", lines(0, 500));
            await("all rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.rows("rows.out").stream()
                                    .filter(row -> row.name().equals("a")
                                            && "source".equals(row.tags().get("db")))
                                    .map(row -> row.toMap().get("n"))
                                    .distinct()
                                    .count()
                            == 500);
            agent.assertBooksBalance();
        }
    }

    private static String awaitListener(int port) {
        String address = "http://127.0.0.1:" + port;
        await("the listener")
                .atMost(RunningAgent.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status(address + "/ping") == 204);
        return address + "/write?db=any";
    }

    private static String plugins(int port, int influx) {
        return """
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                [[outputs.influxdb]]
                  urls = ["http://127.0.0.1:%d"]
                  database = "pushed"
                [[outputs.file]]
                  files = ["FOLDER/rows.out"]
                """.formatted(port, influx);
    }

    private static byte[] bytes(String lines) {
        return lines.getBytes(UTF_8);
    }

    private static byte[] gzip(String lines) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(lines));
        }
        return packed.toByteArray();
    }
}
