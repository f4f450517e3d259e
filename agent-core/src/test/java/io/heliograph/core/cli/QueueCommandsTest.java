package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.LogLimits;
import io.heliograph.core.buffer.log.LogThread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

/// `buffer` and `dlq` on a directory that no agent has.
class QueueCommandsTest {
    private static final String A = "outputs.a";
    private static final String B = "outputs.b%3a%3amain";

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(words));
        all.add(1, "--state");
        all.add(2, state.toString());
        return Subcommands.run(reordered(all), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    /// Flags stand behind the subcommand.
    private static List<String> reordered(List<String> words) {
        List<String> all = new ArrayList<>(words);
        String subcommand = all.remove(3);
        all.add(1, subcommand);
        return all;
    }

    private static MetricBatch rows(long from, int count) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (long n = from; n < from + count; n++) {
            rows.open();
            rows.put("n", FieldKind.LONG, n);
            rows.close(Series.of("m", "host", "x"), rows.fieldSet(), 1_700_000_000_000_000_000L + n, ValueType.GAUGE);
        }
        return rows.seal();
    }

    /// Ten rows each; of A, rows 0 and 1 are delivered and 2 is rejected.
    @BeforeEach
    void queues() throws Exception {
        try (LogThread thread = new LogThread()) {
            LogBuffer a = fill(thread, A, 0);
            Window window = a.read(10);
            assertThat(window).isNotNull();
            BitSet delivered = new BitSet();
            delivered.set(0, 2);
            a.settle(window, delivered, List.of(new Rejection(2, "field type conflict: n")));
            a.close();
            fill(thread, B, 100).close();
        }
    }

    private LogBuffer fill(LogThread thread, String name, long from) throws Exception {
        LogBuffer queue = LogBuffer.open(
                thread,
                new ChannelFolder(state.resolve("buffer").resolve(name)),
                LogLimits.DEFAULT,
                Long.MAX_VALUE,
                1 << 20,
                new Ignored(),
                NOPLogger.NOP_LOGGER);
        queue.append(rows(from, 10));
        queue.flush().get(5, TimeUnit.SECONDS);
        return queue;
    }

    private static final class Ignored implements BufferCounts {
        @Override
        public void written(long rows) {}

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }

    private static String lines(long from, long to) {
        StringBuilder lines = new StringBuilder();
        for (long n = from; n < to; n++) {
            lines.append("m,host=x n=" + n + "i " + (1_700_000_000_000_000_000L + n) + "\n");
        }
        return lines.toString();
    }

    @Test
    void listShowsWhatIsThere() {
        assertThat(run("buffer", "list")).as(err.toString()).isZero();
        assertThat(out.toString())
                .startsWith("# " + state + ": no agent has it\nQUEUE")
                .containsPattern("outputs\\.a +\\S+ +7 +\\d+ +1 +2023-11-14T22:13:20.000000003Z +3 +1\n")
                .containsPattern("outputs\\.b%3a%3amain +\\S+ +10 +\\d+ +1 +2023-11-14T22:13:20.000000100Z +0 +0\n");
        assertThat(run("buffer", "list", "--json")).isZero();
        assertThat(out.toString()).contains("\"queue\" : \"outputs.a\"", "\"rows\" : 7", "\"running\" : false");
    }

    @Test
    void peekTakesNothing() {
        for (int time = 0; time < 2; time++) {
            assertThat(run("buffer", "peek", A, "--rows", "3")).isZero();
            assertThat(out.toString()).isEqualTo(lines(3, 6));
        }
        assertThat(run("buffer", "peek", "outputs.b::main", "--rows", "100")).isZero();
        assertThat(out.toString()).isEqualTo(lines(100, 110));
    }

    @Test
    void dropWantsToBeSure() {
        assertThat(run("buffer", "drop", A)).isEqualTo(2);
        assertThat(err.toString()).contains("would drop 7 rows of outputs.a", "--yes");
        assertThat(run("buffer", "drop", A, "--yes")).isZero();
        assertThat(out.toString()).isEqualTo("outputs.a: 7 rows dropped; 1 dead letter kept (heliograph dlq drop)\n");
        assertThat(run("buffer", "peek", A)).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("dlq", "list")).isZero();
        assertThat(out.toString()).contains("field type conflict: n");
    }

    @Test
    void adoptedRowsAreBehindTheOthersAndTheOrphanIsGone() {
        assertThat(run("buffer", "adopt", A, B)).as(err.toString()).isZero();
        assertThat(out.toString())
                .isEqualTo(B + ": adopted 7 rows and 1 dead letter of outputs.a; its folder is gone\n");
        assertThat(state.resolve("buffer").resolve(A)).doesNotExist();
        assertThat(run("buffer", "peek", B, "--rows", "100")).isZero();
        assertThat(out.toString()).isEqualTo(lines(100, 110) + lines(3, 10));
        assertThat(run("dlq", "show", B)).isZero();
        assertThat(out.toString()).endsWith("Z field type conflict: n\n" + lines(2, 3));
    }

    @Test
    void deadLettersAreShownReplayedAndDropped() {
        assertThat(run("dlq", "list")).isZero();
        assertThat(out.toString()).containsPattern("outputs\\.a +1 +\\S+Z +\\S+Z +field type conflict: n\n");
        assertThat(run("dlq", "show", A)).isZero();
        assertThat(out.toString())
                .containsPattern("# \\S+Z field type conflict: n\n")
                .endsWith(lines(2, 3));
        assertThat(run("dlq", "show", A, "--reason", "other")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(run("dlq", "replay", A, "--reason", "other")).isZero();
        assertThat(out.toString()).contains("0 dead letters");
        assertThat(run("dlq", "replay", A, "--reason", "type conflict")).isZero();
        assertThat(out.toString()).isEqualTo("outputs.a: 1 dead letter put back at the end of the queue\n");
        assertThat(run("dlq", "list")).isZero();
        assertThat(out.toString()).endsWith("no dead letters\n");
        assertThat(run("buffer", "peek", A)).isZero();
        assertThat(out.toString()).isEqualTo(lines(3, 10) + lines(2, 3));
    }

    @Test
    void deadLettersCanBeDropped() {
        assertThat(run("dlq", "drop", A)).isEqualTo(2);
        assertThat(err.toString()).startsWith("this would drop 1 of 1 dead letters of outputs.a for good");
        assertThat(run("dlq", "drop", A, "--yes")).isZero();
        assertThat(out.toString()).isEqualTo("outputs.a: 1 dead letter dropped\n");
        assertThat(run("dlq", "list", A)).isZero();
        assertThat(out.toString()).endsWith("no dead letters\n");
    }

    @Test
    void mistakesAreToldWithWhatThereIs() throws Exception {
        assertThat(run("buffer", "peek", "outputs.c")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("no queue outputs.c in " + state.resolve("buffer") + "; there are outputs.a, " + B
                        + " (which output has which is known with --config)\n");
        assertThat(run("buffer", "adopt", A, A)).isEqualTo(2);
        assertThat(run("buffer", "peek")).isEqualTo(2);
        assertThat(err.toString()).contains("QUEUE");
        state = state.resolve("none");
        assertThat(run("buffer", "list")).isEqualTo(2);
        assertThat(err.toString()).startsWith(state + ": there is no such state directory");
        Files.createDirectory(state);
        assertThat(run("buffer", "list")).isZero();
        assertThat(out.toString()).endsWith("no queues\n");
    }

    /// Rows must not be out of reach for a mistake that has nothing to do with them.
    @Test
    void aConfigurationThatIsWrongIsToldAndDoneWithout(@TempDir Path folder) throws Exception {
        String wrong = Files.writeString(folder.resolve("h.toml"), "[[outputs.none]]\n")
                .toString();
        assertThat(run("buffer", "list", "--config", wrong)).isZero();
        assertThat(out.toString()).contains(A, B).doesNotContain("ORPHAN");
        assertThat(err.toString()).contains("h.toml:1", "it is not known which output has which queue");
    }

    @Test
    void aDirectoryThatAnAgentHasIsLeftAlone() throws Exception {
        try (var lock = java.nio.channels.FileChannel.open(
                state.resolve("LOCK"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE)) {
            assertThat(lock.lock()).isNotNull();
            assertThat(run("buffer", "list")).isEqualTo(1);
            assertThat(err.toString()).contains("control.sock", "is the state directory of another agent");
        }
    }
}
