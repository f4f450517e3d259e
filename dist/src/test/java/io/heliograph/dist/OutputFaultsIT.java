package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dist.ScriptedSink.Length;
import io.heliograph.dist.ScriptedSink.Reply;
import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What receivers may answer to a write, on the built agent with its rows on disk. Rows are pushed, and each that was
/// acknowledged is stored in the end, or is the dead letter that it has to be, by identity; and the books balance.
@Timeout(300)
class OutputFaultsIT {
    private static final String LABELS = "output=\"influxdb\"";
    private static final long BASE = 1_700_000_000_000_000_000L;
    private static final String INFLUX = """
            [[outputs.influxdb]]
              urls = ["http://127.0.0.1:%d"]
              skip_database_creation = true
              buffer_strategy = "disk"
            """;

    @TempDir
    Path folder;

    private final List<Sample> acknowledged = new ArrayList<>();
    private final int listener = RunningAgent.freePort();

    private RunningAgent start(String outputs) throws IOException {
        RunningAgent agent = RunningAgent.start(folder, """
                [[inputs.influxdb_listener]]
                  service_address = "127.0.0.1:%d"
                """.formatted(listener) + outputs);
        await("the listener")
                .atMost(RunningAgent.SOON)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status("http://127.0.0.1:" + listener + "/ping") == 204);
        return agent;
    }

    /// A row of a series of its own.
    private static Sample row(int number) {
        return Sample.of("probe,id=" + number + " n=" + number + "i " + (BASE + number));
    }

    private static boolean isOf(Sample row, int number) {
        return row.equals(row(number));
    }

    /// Pushes rows in one request.
    private void push(int from, int to) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int number = from; number < to; number++) {
            lines.append(row(number)).append('\n');
        }
        int status = Web.post(
                        "http://127.0.0.1:" + listener + "/write?db=any",
                        lines.toString().getBytes(UTF_8))
                .statusCode();
        assertThat(status).isEqualTo(204);
        for (int number = from; number < to; number++) {
            acknowledged.add(row(number));
        }
    }

    /// All that was acknowledged is stored, but for these.
    private void assertArrived(RunningAgent agent, ScriptedSink sink, Integer... deadLetters) throws IOException {
        Set<Sample> wanted = new LinkedHashSet<>(acknowledged);
        List.of(deadLetters).forEach(number -> wanted.remove(row(number)));
        await("every acknowledged row")
                .atMost(RunningAgent.SOON)
                .untilAsserted(() -> assertThat(sink.stored().keySet().containsAll(wanted))
                        .as("%s of %s are stored\n%s", sink.stored().size(), wanted.size(), agent.log())
                        .isTrue());
        agent.assertBooksBalance();
        await("an empty buffer").atMost(RunningAgent.SOON).until(() -> count(agent, "buffered_rows") == 0);
        assertThat(sink.stored().keySet()).isEqualTo(wanted);
        assertThat(count(agent, "rejected_total")).isEqualTo(deadLetters.length);
        assertThat(count(agent, "dead_letter_rows")).isEqualTo(deadLetters.length);
        assertThat(count(agent, "dropped_total")).isZero();
        agent.assertBooksBalance();
    }

    /// In the order in which it was acknowledged.
    private void assertInOrder(ScriptedSink sink) {
        assertThat(sink.order()).isEqualTo(acknowledged);
    }

    private static double count(RunningAgent agent, String count) throws IOException {
        return agent.books().output(count, LABELS);
    }

    /// Nothing is stored, nothing is given up, and it is tried again and again.
    private void assertHeld(RunningAgent agent, ScriptedSink sink, int rows) throws IOException {
        int before = sink.requests().size();
        await("more tries")
                .atMost(RunningAgent.SOON)
                .until(() -> sink.requests().size() > before + 1);
        assertThat(count(agent, "buffered_rows")).isEqualTo(rows);
        assertThat(count(agent, "rejected_total")).isZero();
        assertThat(count(agent, "dropped_total")).isZero();
        agent.assertBooksBalance();
    }

    private static List<String> complaints(RunningAgent agent) {
        return agent.log()
                .lines()
                .filter(line -> line.contains("outputs.influxdb"))
                .filter(line -> line.contains(" W! ") || line.contains(" E! "))
                .toList();
    }

    @FaultRow(1)
    void aReceiverThatRefusesConnectionsCostsNothing() throws Exception {
        int port = RunningAgent.freePort();
        try (RunningAgent agent = start(INFLUX.formatted(port) + """
                [[outputs.file]]
                  files = ["FOLDER/rows.out"]
                """)) {
            for (int push = 0; push < 10; push++) {
                push(100 * push, 100 * push + 100);
            }
            await("the other output")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.rows("rows.out").size() == 1000);
            agent.awaitLog("outputs.influxdb", "rows are kept and tried again");
            assertThat(count(agent, "buffered_rows")).isEqualTo(1000);
            try (ScriptedSink sink = new ScriptedSink(port, Reply::stored)) {
                assertArrived(agent, sink);
                assertInOrder(sink);
                agent.awaitLog("outputs.influxdb", "delivers again");
            }
        }
    }

    @FaultRow(6)
    void waitsAsToldAndNoLonger() throws Exception {
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            assertThat(gapSeconds(sink, 0, "2")).isBetween(1.9, 8.0);
            assertArrived(agent, sink);
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plusSeconds(4).atOffset(ZoneOffset.UTC));
            assertThat(gapSeconds(sink, 1, date)).isBetween(1.5, 10.0);
            assertArrived(agent, sink);
            assertThat(gapSeconds(sink, 2, "soon")).isLessThan(5);
            assertArrived(agent, sink);
        }
    }

    /// How long after a 429 the same row comes again.
    private double gapSeconds(ScriptedSink sink, int number, String retryAfter) throws Exception {
        List<Long> times = new ArrayList<>();
        sink.follow(request -> {
            synchronized (times) {
                times.add(request.nanos());
                return times.size() == 1 ? Reply.of(429, "too many", "Retry-After", retryAfter) : Reply.stored(request);
            }
        });
        push(number, number + 1);
        await("two tries").atMost(RunningAgent.SOON).until(() -> {
            synchronized (times) {
                return times.size() > 1;
            }
        });
        return (times.get(1) - times.get(0)) / 1e9;
    }

    @FaultRow(6)
    void aWaitOfAYearIsHeldAndTheNextLifeTriesAtOnce() throws Exception {
        try (ScriptedSink sink = new ScriptedSink(0, request -> Reply.of(429, "", "Retry-After", "31536000"))) {
            try (RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
                push(0, 10);
                await("a try")
                        .atMost(RunningAgent.SOON)
                        .until(() -> !sink.requests().isEmpty());
                Thread.sleep(2500);
                assertThat(sink.requests()).hasSize(1);
                assertThat(count(agent, "buffered_rows")).isEqualTo(10);
                agent.assertBooksBalance();
                agent.stop();
            }
            sink.follow(Reply::stored);
            try (RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
                assertArrived(agent, sink);
                assertInOrder(sink);
            }
        }
    }

    @FaultRow(7)
    void anOutageCostsNothingAndFewLines() throws Exception {
        try (ScriptedSink sink = new ScriptedSink(0, request -> Reply.of(503, "try " + request.nanos()));
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            for (int push = 0; push < 20; push++) {
                push(10 * push, 10 * push + 10);
                Thread.sleep(200);
            }
            assertHeld(agent, sink, 200);
            assertThat(sink.requests().size()).isGreaterThan(3);
            assertThat(complaints(agent)).as(agent.log()).hasSize(1);
            sink.follow(Reply::stored);
            assertArrived(agent, sink);
            assertInOrder(sink);
        }
    }

    @FaultRow(8)
    void whatIsTooLargeIsHalvedAndOneRowThatIsSoAloneIsADeadLetter() throws Exception {
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            sink.follow(request ->
                    request.rows().size() > 40 || request.rows().stream().anyMatch(row -> isOf(row, 123))
                            ? Reply.of(413, "{\"error\":\"Request Entity Too Large\"}")
                            : Reply.stored(request));
            push(0, 500);
            assertArrived(agent, sink, 123);
            assertThat(sink.requests().size()).isLessThan(60);
        }
    }

    private static Reply refusing(ScriptedSink.Request request, Set<Integer> bad) {
        return request.rows().stream().anyMatch(row -> bad.stream().anyMatch(number -> isOf(row, number)))
                ? Reply.of(400, "bad request")
                : Reply.stored(request);
    }

    @FaultRow(9)
    void oneBadRowOfAThousandIsFound() throws Exception {
        for (int bad : new int[] {0, 617, 999}) {
            acknowledged.clear();
            Files.createDirectories(folder.resolve("state"));
            try (ScriptedSink sink = new ScriptedSink(0, request -> refusing(request, Set.of(bad)));
                    RunningAgent agent = start(INFLUX.formatted(sink.port()) + "  alias = \"b" + bad + "\"\n")) {
                push(0, 1000);
                Set<Sample> wanted = new LinkedHashSet<>(acknowledged);
                wanted.remove(row(bad));
                await("999 rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> sink.stored().keySet().equals(wanted));
                String labels = LABELS + ",alias=\"b" + bad + "\"";
                await("a dead letter")
                        .atMost(RunningAgent.SOON)
                        .until(() -> agent.books().output("dead_letter_rows", labels) == 1);
                assertThat(agent.books().output("rejected_total", labels)).isEqualTo(1);
                assertThat(sink.requests().size()).isLessThan(30);
                agent.assertBooksBalance();
            }
        }
    }

    /// It took rows before, then something in front of it refuses everything, then it is well again.
    @FaultRow(9)
    void anEndpointThatRefusesEverythingIsHeldAgainst() throws Exception {
        try (ScriptedSink sink = new ScriptedSink(0, request -> Reply.of(400, "<html>who are you?</html>"));
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            push(0, 300);
            assertHeld(agent, sink, 300);
            agent.awaitLog("outputs.influxdb", "it may be the endpoint that is wrong");
            sink.follow(Reply::stored);
            assertArrived(agent, sink);

            sink.follow(request -> Reply.of(422, "<html>who are you?</html>"));
            push(300, 301);
            push(301, 600);
            assertHeld(agent, sink, 300);
            sink.follow(Reply::stored);
            assertArrived(agent, sink);
            assertThat(complaints(agent)).as(agent.log()).hasSizeLessThan(3);
        }
    }

    @FaultRow(9)
    void aBatchOfNothingButBadRowsGetsThrough() throws Exception {
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            push(0, 1);
            assertArrived(agent, sink);
            Set<Integer> bad = new TreeSet<>(List.of(1, 2, 3, 4, 5, 6));
            sink.follow(request -> refusing(request, bad));
            push(1, 7);
            assertArrived(agent, sink, bad.toArray(Integer[]::new));
            push(7, 20);
            assertArrived(agent, sink, bad.toArray(Integer[]::new));
        }
    }

    @FaultRow(10)
    void aPartialReportIsFollowedToTheRow() throws Exception {
        Set<Integer> bad = Set.of(3, 44, 45, 199);
        try (ScriptedSink sink = new ScriptedSink(0, request -> partial(request, bad));
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            push(0, 200);
            assertArrived(agent, sink, bad.toArray(Integer[]::new));
            assertThat(sink.requests().size()).isEqualTo(2);
        }
    }

    /// As InfluxDB 1.x: the good rows are stored, and the bad ones named.
    private static Reply partial(ScriptedSink.Request request, Set<Integer> bad) {
        List<Sample> good = new ArrayList<>();
        StringBuilder report = new StringBuilder("partial write:");
        for (Sample row : request.rows()) {
            if (bad.stream().anyMatch(number -> isOf(row, number))) {
                report.append(" unable to parse '").append(row).append("': bad");
            } else {
                good.add(row);
            }
        }
        return good.size() == request.rows().size()
                ? Reply.stored(request)
                : new Reply(400, "{\"error\":\"" + report + " dropped=0\"}", Length.WHOLE, good);
    }

    @FaultRow(11)
    void refusedCredentialsHoldUntilTheyAreMended() throws Exception {
        for (int status : new int[] {401, 403, 404}) {
            acknowledged.clear();
            try (ScriptedSink sink = new ScriptedSink(0, request -> Reply.of(status, "{\"error\":\"not you\"}"));
                    RunningAgent agent = start(INFLUX.formatted(sink.port()) + "  alias = \"s" + status + "\"\n")) {
                push(0, 50);
                await("tries")
                        .atMost(RunningAgent.SOON)
                        .until(() -> sink.requests().size() > 2);
                agent.awaitLog("outputs.influxdb::s" + status, "somebody mends it", "status " + status, "not you");
                sink.follow(Reply::stored);
                await("all rows")
                        .atMost(RunningAgent.SOON)
                        .until(() -> sink.order().equals(acknowledged));
                agent.awaitLog("outputs.influxdb::s" + status, "delivers again");
                agent.assertBooksBalance();
                assertThat(agent.books().output("rejected_total", LABELS + ",alias=\"s" + status + "\""))
                        .isZero();
            }
        }
    }

    @FaultRow(11)
    void aFileWithAPasswordIsReadAgain() throws Exception {
        Path secret = Files.writeString(folder.resolve("password"), "old\n");
        String right = "Basic " + Base64.getEncoder().encodeToString("agent:new".getBytes(UTF_8));
        Set<String> stored = ConcurrentHashMap.newKeySet();
        try (ScriptedSink sink = new ScriptedSink(0, request -> {
                    if (!request.authorization().equals(right)) {
                        return Reply.of(401, "not you");
                    }
                    RemoteMessages.written(request.body())
                            .forEach(sample -> stored.add(sample.label("id") + "=" + sample.value()));
                    return Reply.of(204, "");
                });
                RunningAgent agent = start("""
                        [[outputs.prometheus_remote_write]]
                          url = "%s/api/v1/write"
                          buffer_strategy = "disk"
                          [outputs.prometheus_remote_write.basic_auth]
                            username = "agent"
                            password_file = "FOLDER/password"
                        """.formatted(sink.url()))) {
            push(0, 20);
            await("a try")
                    .atMost(RunningAgent.SOON)
                    .until(() -> !sink.requests().isEmpty());
            agent.awaitLog("outputs.prometheus_remote_write", "somebody has to mend it");
            Files.writeString(secret, "new\n");
            Set<String> wanted = IntStream.range(0, 20)
                    .mapToObj(number -> number + "=" + (double) number)
                    .collect(Collectors.toSet());
            await("all rows").atMost(RunningAgent.SOON).until(() -> stored.equals(wanted));
            agent.assertBooksBalance();
        }
    }

    @FaultRow(12)
    void aSuccessThatIsNoneAcknowledgesNothing() throws Exception {
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            int rows = 0;
            for (Reply reply : List.of(
                    Reply.of(200, "{\"error\":\"the shard is gone\"}"),
                    new Reply(200, "{\"results\":", Length.CUT_OFF, List.of()),
                    Reply.of(200, "<html>Welcome!</html>", "Content-Type", "text/html"))) {
                sink.follow(request -> reply);
                push(rows, rows + 10);
                assertHeld(agent, sink, 10);
                sink.follow(Reply::stored);
                assertArrived(agent, sink);
                assertInOrder(sink);
                rows += 10;
            }
        }
    }

    @FaultRow(13)
    void redirectsAreNotFollowed() throws Exception {
        try (ScriptedSink other = ScriptedSink.well();
                ScriptedSink sink = new ScriptedSink(
                        0, request -> Reply.of(302, "", "Location", "http://localhost:" + other.port() + "/write"));
                RunningAgent agent = start(INFLUX.formatted(sink.port()) + """
                          username = "agent"
                          password = "canary"
                        """)) {
            push(0, 10);
            assertHeld(agent, sink, 10);
            agent.awaitLog("outputs.influxdb", "redirects to http://localhost:" + other.port());
            sink.follow(request -> Reply.of(308, "", "Location", other.url() + "/write"));
            assertHeld(agent, sink, 10);
            sink.follow(Reply::stored);
            assertArrived(agent, sink);
            assertThat(other.requests()).isEmpty();
            assertThat(agent.log()).doesNotContain("canary");
        }
    }

    @FaultRow(19)
    void anAnswerWithoutEndIsCut() throws Exception {
        String kilobytes = "x".repeat(16 * 1024);
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()))) {
            int rows = 0;
            for (int status : new int[] {200, 401, 500}) {
                sink.follow(request -> new Reply(status, kilobytes, Length.ENDLESS, List.of()));
                push(rows, rows + 10);
                assertHeld(agent, sink, 10);
                sink.follow(Reply::stored);
                assertArrived(agent, sink);
                assertInOrder(sink);
                rows += 10;
            }
            long answers = sink.requests().size();
            // what the sockets of both sides hold is sent, too
            assertThat(sink.endlessBytes() / answers).isLessThan(8 * 1024 * 1024);
        }
    }

    @FaultRow(21)
    void aDeadOutputTouchesNoOther() throws Exception {
        int dead = RunningAgent.freePort();
        try (ScriptedSink sink = ScriptedSink.well();
                RunningAgent agent = start(INFLUX.formatted(sink.port()) + """
                        [[outputs.influxdb]]
                          alias = "dead"
                          urls = ["http://127.0.0.1:%d"]
                          skip_database_creation = true
                        """.formatted(dead))) {
            for (int push = 0; push < 20; push++) {
                push(100 * push, 100 * push + 100);
                int all = 100 * push + 100;
                await("a push")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> sink.stored().size() == all);
            }
            assertInOrder(sink);
            assertThat(sink.stored().values()).containsOnly(1);
            assertThat(agent.books().output("buffered_rows", LABELS + ",alias=\"dead\""))
                    .isEqualTo(2000);
            try (ScriptedSink back = new ScriptedSink(dead, Reply::stored)) {
                await("the other")
                        .atMost(RunningAgent.SOON)
                        .until(() -> back.order().equals(acknowledged));
                agent.assertBooksBalance();
            }
            assertThat(sink.order()).isEqualTo(acknowledged);
        }
    }
}
