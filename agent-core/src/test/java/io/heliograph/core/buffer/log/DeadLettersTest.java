package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.testkit.disk.FaultDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class DeadLettersTest {
    private static final LogLimits LIMITS = new LogLimits(4096, 1 << 20, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);

    private final FaultDisk disk = new FaultDisk(new Random(11));
    private LogThread thread = new LogThread();
    private Rows.Counts counts = new Rows.Counts();

    @AfterEach
    void end() {
        thread.close();
    }

    private LogBuffer open(Folder folder) throws IOException {
        return LogBuffer.open(thread, folder, LIMITS, Long.MAX_VALUE, 1 << 20, counts, NOPLogger.NOP_LOGGER);
    }

    private LogBuffer open() throws IOException {
        return open(disk.process());
    }

    private void another() {
        thread.close();
        thread = new LogThread();
        counts = new Rows.Counts();
    }

    private static void flush(LogBuffer buffer) throws Exception {
        buffer.flush().get(5, TimeUnit.SECONDS);
    }

    /// Delivers all but these, which are rejected, each by its number.
    private static void deliver(LogBuffer buffer, String reason, long... bad) {
        for (Window window = buffer.read(1000); window != null; window = buffer.read(1000)) {
            List<Rejection> rejected = new ArrayList<>();
            BitSet delivered = new BitSet();
            for (int row = 0; row < window.batch().size(); row++) {
                long value = window.batch().bits(row, 0);
                if (List.of(boxed(bad)).contains(value)) {
                    rejected.add(new Rejection(row, reason));
                } else {
                    delivered.set(row);
                }
            }
            buffer.settle(window, delivered, rejected);
        }
    }

    private static Long[] boxed(long... values) {
        Long[] all = new Long[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }

    private static List<Letter> all(DeadLetters letters) throws IOException {
        List<Letter> all = new ArrayList<>();
        long from = 0;
        for (List<Letter> some = letters.read(from); !some.isEmpty(); some = letters.read(from)) {
            all.addAll(some);
            from = some.getLast().end();
        }
        return all;
    }

    private static List<Long> values(DeadLetters letters) throws IOException {
        List<Long> values = new ArrayList<>();
        for (Letter letter : all(letters)) {
            values.addAll(Rows.values(letter.rows()));
        }
        return values;
    }

    @Test
    void aRejectedRowIsKeptWithItsReasonAndItsTime() throws Exception {
        long before = System.currentTimeMillis();
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 1000));
        flush(buffer);
        deliver(buffer, "field type conflict\nat http://user:word@host/write", 17);
        Letter letter = all(buffer.letters()).getFirst();
        assertThat(Rows.values(letter.rows())).containsExactly(17L);
        assertThat(letter.reason()).isEqualTo("field type conflict at http://…@host/write");
        assertThat(letter.epochMillis()).isBetween(before, System.currentTimeMillis());
        assertThat(letter.rows().series(0)).isEqualTo(Series.of("m", "host", "a"));
        assertThat(counts.written).isEqualTo(999);
        assertThat(counts.rejected).isEqualTo(1);
        assertThat(counts.letters).isEqualTo(1);
        assertThat(buffer.letters().rows()).isEqualTo(1);
    }

    @Test
    void itSurvivesAPowerCutOnceTheRowHasLeftTheLog() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        deliver(buffer, "bad", 3, 7);
        all(buffer.letters());
        disk.cutPower();
        another();
        LogBuffer again = open();
        assertThat(values(again.letters())).contains(3L, 7L);
        assertThat(again.letters().rows()).isGreaterThanOrEqualTo(2);
    }

    /// Wherever the power goes, a row that was to be rejected is a letter, or it is in the log still.
    @Test
    void aCrashAtAnyPlaceLosesNoRejectedRow() throws Exception {
        for (int round = 0; round < 60; round++) {
            FaultDisk cut = new FaultDisk(new Random(round));
            another();
            LogBuffer buffer = open(cut.process());
            buffer.append(Rows.from(0, 50));
            flush(buffer);
            deliver(buffer, "bad", 5, 6, 44);
            if (round % 3 == 1) {
                Thread.sleep(0, new Random(round).nextInt(900_000));
            } else if (round % 3 == 2) {
                all(buffer.letters());
            }
            cut.cutPower();
            another();
            LogBuffer again = open(cut.process());
            TreeSet<Long> there = new TreeSet<>(values(again.letters()));
            for (Window window = again.read(1000); window != null; window = again.read(1000)) {
                there.addAll(Rows.values(window.batch()));
                again.settle(window, Rows.first(window.batch().size()), List.of());
            }
            assertThat(there).as("round %d", round).contains(5L, 6L, 44L);
        }
    }

    @Test
    void aDiskThatTakesNoLetterHoldsUpNothing() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        disk.failSyncs(Integer.MAX_VALUE);
        deliver(buffer, "bad", 3);
        await().until(() -> counts.lettersLost.getOrDefault("unwritten", 0L) == 1);
        disk.failSyncs(0);
        buffer.append(Rows.from(10, 10));
        await().untilAsserted(() -> flush(buffer));
        deliver(buffer, "bad", 13);
        assertThat(values(buffer.letters())).containsExactly(13L);
        assertThat(counts.written).isEqualTo(18);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void theOldestGoWhereThereAreTooMany() throws Exception {
        LogBuffer buffer = open();
        buffer.letters().limit(8 << 10, 0);
        for (int i = 0; i < 200; i++) {
            buffer.append(Rows.from(i, 1));
            deliver(buffer, "reason number " + i, i);
        }
        List<Long> left = values(buffer.letters());
        assertThat(left).isNotEmpty().endsWith(199L);
        assertThat(buffer.letters().bytes()).isLessThanOrEqualTo(10 << 10);
        assertThat(left.size() + counts.lettersLost.get("full")).isEqualTo(200);
        assertThat(counts.letters).isEqualTo(200);
    }

    @Test
    void someAreTakenOutAndTheOthersStay() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        deliver(buffer, "type", 1, 2);
        buffer.append(Rows.from(10, 10));
        deliver(buffer, "time", 12, 13);
        long upTo = buffer.letters().endSeq();
        buffer.append(Rows.from(20, 10));
        deliver(buffer, "type", 25);
        buffer.letters().remove(upTo, letter -> letter.reason().equals("type"));
        assertThat(values(buffer.letters())).containsExactlyInAnyOrder(12L, 13L, 25L);
        disk.cutPower();
        another();
        LogBuffer again = open();
        assertThat(values(again.letters())).containsExactlyInAnyOrder(12L, 13L, 25L);
        again.letters().remove(Long.MAX_VALUE, letter -> true);
        assertThat(again.letters().rows()).isZero();
        assertThat(disk.names()).noneMatch(name -> name.startsWith("dlq/"));
    }

    @Test
    void whatCannotBeReadForNowIsNotTakenOut() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        deliver(buffer, "type", 1);
        all(buffer.letters());
        disk.failReads(true);
        assertThatThrownBy(() -> buffer.letters().remove(Long.MAX_VALUE, letter -> true))
                .hasMessageContaining("so all of it stays");
        disk.failReads(false);
        assertThat(values(buffer.letters())).containsExactly(1L);
    }

    /// As `dlq replay` does it: into the log, and out of the letters once that is durable.
    @Test
    void aReplayThatIsCutShortLeavesTheRowInBoth() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        deliver(buffer, "type", 4);
        buffer.append(all(buffer.letters()).getFirst().rows());
        flush(buffer);
        disk.cutPower();
        another();
        LogBuffer again = open();
        assertThat(values(again.letters())).containsExactly(4L);
        Window window = again.read(100);
        assertThat(window).isNotNull();
        assertThat(Rows.values(window.batch())).endsWith(4L);
        again.letters().remove(Long.MAX_VALUE, letter -> true);
        disk.cutPower();
        another();
        assertThat(values(open().letters())).isEmpty();
    }

    @Test
    void aCommandDropsWhatIsUnderWayOnce() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        Window window = buffer.read(5);
        assertThat(window).isNotNull();
        buffer.discard("dropped_by_command");
        buffer.settle(window, Rows.first(5), List.of());
        assertThat(counts.written).isZero();
        assertThat(counts.allDropped()).isEqualTo(10);
        assertThat(buffer.size()).isZero();
        buffer.append(Rows.from(10, 3));
        assertThat(Rows.values(buffer.peek(10))).containsExactly(10L, 11L, 12L);
        deliver(buffer, "none");
        assertThat(counts.written).isEqualTo(3);
    }

    @Test
    void peekShowsWhatIsNotSettled() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        Window window = buffer.read(6);
        assertThat(window).isNotNull();
        BitSet delivered = new BitSet();
        delivered.set(1);
        delivered.set(3, 5);
        buffer.settle(window, delivered, List.of());
        assertThat(Rows.values(buffer.peek(100))).containsExactly(0L, 2L, 5L, 6L, 7L, 8L, 9L);
        assertThat(Rows.values(buffer.peek(2))).containsExactly(0L, 2L);
        assertThat(buffer.size()).isEqualTo(7);
    }

    @Test
    void theEndOfASeriesIsNoLetter() throws Exception {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (long bits : new long[] {Metric.STALE_BITS, Double.doubleToRawLongBits(Double.NaN)}) {
            rows.open();
            rows.put("v", FieldKind.DOUBLE, bits);
            rows.close(Series.of("m"), rows.fieldSet(), 1, ValueType.GAUGE);
        }
        LogBuffer buffer = open();
        buffer.append(rows.seal());
        Window window = buffer.read(2);
        assertThat(window).isNotNull();
        buffer.settle(window, new BitSet(), List.of(new Rejection(0, "no number"), new Rejection(1, "no number")));
        assertThat(all(buffer.letters())).isEmpty();
        assertThat(counts.rejected).isEqualTo(2);
    }

    @Test
    void damageCostsTheDamagedLetter() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        deliver(buffer, "type", 1);
        all(buffer.letters());
        buffer.append(Rows.from(10, 10));
        deliver(buffer, "type", 11);
        all(buffer.letters());
        buffer.close();
        String name = disk.names().stream()
                .filter(file -> file.startsWith("dlq/"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = disk.bytes(name);
        bytes[SegmentHeader.BYTES + 60] ^= 1;
        disk.put(name, bytes);
        another();
        assertThat(values(open().letters())).containsExactly(11L);
    }

    @Test
    void theFolderIsMadeWithTheFirstLetterAndIsItsOwnersAlone(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("queue");
        LogBuffer buffer = open(new ChannelFolder(home));
        buffer.append(Rows.from(0, 10));
        deliver(buffer, "type");
        assertThat(all(buffer.letters())).isEmpty();
        assertThat(home.resolve("dlq")).doesNotExist();
        buffer.append(Rows.from(10, 10));
        deliver(buffer, "type", 11);
        assertThat(values(buffer.letters())).containsExactly(11L);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("dlq"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(home.resolve("dlq"))) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        buffer.close();
    }
}
