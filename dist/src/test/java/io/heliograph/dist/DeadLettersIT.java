package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.servers.InfluxServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that a receiver rejects, and queues that lost their output: neither is lost, and commands bring both home.
class DeadLettersIT {
    private static final String INFLUX = "output=\"influxdb\",alias=\"main\"";
    private static final String QUEUE = "outputs.influxdb::main";
    private static final String PLUGINS = """
            [[inputs.influxdb_listener]]
              service_address = "127.0.0.1:%d"
            [[outputs.influxdb]]
              alias = "main"
              urls = ["http://127.0.0.1:%d"]
              database = "letters"
              timeout = "2s"
            """;

    @TempDir
    Path folder;

    private record Said(int code, String out) {}

    /// Runs a command of the distribution beside the agent.
    private Said heliograph(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Distribution.built().launcher().toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--config", "heliograph.toml", "--state", "state"));
        Process process =
                Distribution.command(folder, command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), out);
    }

    private String done(String... words) throws IOException, InterruptedException {
        Said said = heliograph(words);
        assertThat(said.code()).as(said.out()).isZero();
        return said.out();
    }

    private JsonArray queues(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        JsonObject answer =
                JsonParser.parseString(done(all.toArray(String[]::new))).getAsJsonObject();
        return answer.getAsJsonArray("queues");
    }

    private RunningAgent start(String plugins) throws IOException {
        return RunningAgent.start(
                folder, plugins, "--state", folder.resolve("state").toString());
    }

    private static void push(int port, String lines) throws IOException {
        String write = "http://127.0.0.1:" + port + "/write?db=letters";
        await("the listener").atMost(RunningAgent.SOON).ignoreExceptions().until(() -> {
            Web.status("http://127.0.0.1:" + port + "/ping");
            return true;
        });
        assertThat(Web.post(write, lines.getBytes(UTF_8)).statusCode()).isEqualTo(204);
    }

    private static String probes(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int n = from; n < to; n++) {
            lines.append("probe,n=" + n + " v=" + n + "i " + (1_700_000_000_000_000_000L + n) + "\n");
        }
        return lines.toString();
    }

    private static List<Integer> values(Influx influx) throws IOException {
        return influx.query("SELECT v FROM probe").stream()
                .map(row -> (int) row.number("v"))
                .sorted()
                .toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @FaultRow(9)
    void oneRowOfAThousandIsRejectedKeptShownAndReplayed() throws Exception {
        int port = RunningAgent.freePort();
        try (InfluxServer server = InfluxServer.start("none")) {
            Influx influx = new Influx(server.url(), "letters");
            Web.post(server.url() + "/query?q=" + Web.encoded("CREATE DATABASE letters"), new byte[0]);
            Web.post(server.url() + "/write?db=letters", "clash,host=a v=\"text\" 1700000000000000000".getBytes(UTF_8));
            try (RunningAgent agent = start(PLUGINS.formatted(port, server.port()))) {
                push(port, probes(0, 500) + "clash,host=a v=1.5 1700000000000000001\n" + probes(500, 999));
                await("999 rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> values(influx).size() == 999);
                assertThat(values(influx)).isEqualTo(range(0, 999));
                await("the letter")
                        .atMost(RunningAgent.SOON)
                        .until(() -> agent.books().output("dead_letter_rows", INFLUX) == 1);
                assertThat(agent.books().output("rejected_total", INFLUX)).isEqualTo(1);
                agent.assertBooksBalance();

                assertThat(done("dlq", "list")).contains("an agent has it", "field type conflict");
                assertThat(done("dlq", "show", QUEUE))
                        .contains("field type conflict")
                        .endsWith("clash,host=a v=1.5 1700000000000000001\n");

                assertThat(done("dlq", "replay", QUEUE)).contains("1 dead letter put back");
                await("another rejection")
                        .atMost(RunningAgent.SOON)
                        .until(() -> agent.books().output("dead_letters_total", INFLUX) == 2);

                Web.post(server.url() + "/query?db=letters&q=" + Web.encoded("DROP MEASUREMENT clash"), new byte[0]);
                assertThat(done("dlq", "replay", QUEUE)).contains("1 dead letter put back");
                await("the row").atMost(RunningAgent.SOON).until(() -> influx.count("clash", "v") == 1);
                assertThat(influx.query("SELECT v FROM clash").getFirst().number("v"))
                        .isEqualTo(1.5);
                assertThat(agent.books().output("dead_letter_rows", INFLUX)).isZero();
                assertThat(agent.books().output("recovered_total", INFLUX)).isEqualTo(2);
                agent.assertBooksBalance();
                agent.stop();
            }
            assertThat(done("dlq", "list")).contains("no agent has it", "no dead letters");
            assertThat(folder.resolve("state/control.sock")).doesNotExist();
        }
    }

    @Test
    void aQueueWithoutAnOutputIsAdopted() throws Exception {
        int port = RunningAgent.freePort();
        try (Door away = Door.shut();
                InfluxServer server = InfluxServer.start("none");
                RunningAgent agent = start(PLUGINS.formatted(port, away.port()))) {
            Influx influx = new Influx(server.url(), "letters");
            push(port, probes(0, 300));
            assertThat(done("buffer", "peek", QUEUE, "--rows", "2")).isEqualTo(probes(0, 2));

            String other = PLUGINS.formatted(port, server.port()).replace("\"main\"", "\"other\"");
            agent.configure(other);
            agent.reload();
            push(port, probes(300, 400));
            await("the other rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> values(influx).size() == 100);
            String orphan = "outputs.influxdb%3a%3amain";
            assertThat(done("buffer", "list")).containsPattern(orphan + " +ORPHAN +300 ");
            assertThat(heliograph("buffer", "adopt", "outputs.influxdb::other", orphan)
                            .code())
                    .isEqualTo(2);

            assertThat(done("buffer", "adopt", orphan, "outputs.influxdb::other"))
                    .contains("adopted 300 rows", "its folder is gone");
            await("all rows")
                    .atMost(RunningAgent.SOON)
                    .until(() -> values(influx).size() == 400);
            assertThat(new TreeSet<>(values(influx))).containsExactlyElementsOf(range(0, 400));
            assertThat(queues("buffer", "list")).hasSize(1);
            agent.assertBooksBalance();
        }
    }
}
