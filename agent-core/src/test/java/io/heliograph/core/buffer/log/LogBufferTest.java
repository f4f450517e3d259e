package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.FlushException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.testkit.disk.FaultDisk;
import io.heliograph.testkit.faults.FaultRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

class LogBufferTest {
    private static final long MUCH = 1 << 20;

    private final FaultDisk disk = new FaultDisk(new Random(4));
    private final AtomicLong seconds = new AtomicLong(1_700_000_000);
    private LogThread thread = new LogThread();
    private Rows.Counts counts = new Rows.Counts();

    @AfterEach
    void end() {
        thread.close();
    }

    private LogBuffer open(long memoryRows, long memoryBytes, LogLimits limits) throws IOException {
        return LogBuffer.open(thread, disk.process(), limits, memoryRows, memoryBytes, counts, NOPLogger.NOP_LOGGER);
    }

    private static LogLimits limits(long maxBytes, WhenFull whenFull) {
        return new LogLimits(4096, maxBytes, Duration.ZERO, 0, whenFull, false);
    }

    private LogBuffer open() throws IOException {
        return open(Long.MAX_VALUE, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
    }

    /// Another life, after a kill or a power cut.
    private void another() {
        thread.close();
        thread = new LogThread();
        counts = new Rows.Counts();
    }

    private static void flush(LogBuffer buffer) throws Exception {
        buffer.flush().get(5, TimeUnit.SECONDS);
    }

    /// Batches of ten rows each.
    private static void append(LogBuffer buffer, int batches) {
        for (int i = 0; i < batches; i++) {
            buffer.append(Rows.from(10L * i, 10));
        }
    }

    private static List<Long> drain(LogBuffer buffer, int rows) {
        List<Long> values = new ArrayList<>();
        for (Window window = buffer.read(rows); window != null; window = buffer.read(rows)) {
            values.addAll(Rows.values(window.batch()));
            buffer.settle(window, Rows.first(window.batch().size()), List.of());
        }
        return values;
    }

    private static List<Long> range(long from, long to) {
        return Rows.values(Rows.from(from, (int) (to - from)));
    }

    private void booksBalance(LogBuffer buffer, long came) {
        assertThat(counts.written + counts.rejected + counts.allDropped() + buffer.size())
                .as("dropped %s, held %d", counts.dropped, buffer.size())
                .isEqualTo(came);
    }

    @Test
    void whatWasFlushedSurvivesAPowerCut() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 100));
        flush(buffer);
        disk.cutPower();
        another();
        LogBuffer again = open();
        assertThat(again.recovered()).isEqualTo(100);
        assertThat(again.size()).isEqualTo(100);
        assertThat(drain(again, 30)).isEqualTo(range(0, 100));
        booksBalance(again, again.recovered());
    }

    @Test
    void anOrderedStopKeepsAllAndSettledRowsDoNotComeBack() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        Window window = buffer.read(10);
        BitSet some = new BitSet();
        some.set(0);
        some.set(3, 6);
        assertThat(window).isNotNull();
        buffer.settle(window, some, List.of(new Rejection(9, "bad")));
        buffer.append(Rows.from(10, 5));
        buffer.close();
        another();
        LogBuffer again = open();
        assertThat(again.recovered()).isEqualTo(10);
        assertThat(drain(again, 100)).containsExactly(1L, 2L, 6L, 7L, 8L, 10L, 11L, 12L, 13L, 14L);
        booksBalance(again, 10);
    }

    /// Appending goes on at once, and what waits for the disk shares the next sync.
    @FaultRow(49)
    void slowSyncsAndShortWritesHoldUpFlushesOnly() throws Exception {
        LogBuffer buffer = open();
        disk.slowSyncs(Duration.ofMillis(700));
        disk.shortWrites(true);
        long began = System.nanoTime();
        List<CompletableFuture<Void>> flushes = new ArrayList<>();
        for (int batch = 0; batch < 200; batch++) {
            buffer.append(Rows.from(10L * batch, 10));
            flushes.add(buffer.flush());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        assertThat(flushes.get(199)).isNotDone();
        for (CompletableFuture<Void> flush : flushes) {
            flush.get(10, TimeUnit.SECONDS);
        }
        disk.cutPower();
        another();
        assertThat(drain(open(), 5000)).isEqualTo(range(0, 2000));
    }

    @FaultRow(48)
    void aDiskThatTakesNothingCostsNoRowThatMemoryHolds() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 100));
        flush(buffer);
        disk.readOnly(true);
        buffer.append(Rows.from(100, 100));
        assertThatThrownBy(() -> flush(buffer))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(FlushException.class);
        await().until(buffer::isDegraded);
        assertThat(buffer.flush()).isCompletedExceptionally();
        disk.readOnly(false);
        await().until(() -> !buffer.isDegraded());
        flush(buffer);
        disk.cutPower();
        another();
        assertThat(drain(open(), 30)).isEqualTo(range(0, 200));
    }

    /// While a sync does not come back, rows are taken as before, flushes fail at once, and nobody waits for long.
    @Test
    void aDiskThatHangsHoldsUpNobodyAndCostsNothing() throws Exception {
        thread.close();
        thread = new LogThread(3);
        CountDownLatch hanging = new CountDownLatch(1);
        LogBuffer buffer = open();
        disk.hangUntil(hanging);
        buffer.append(Rows.from(0, 100));
        CompletableFuture<Void> early = buffer.flush();
        await().until(() -> {
            thread.check();
            return buffer.isDegraded();
        });
        assertThat(early).isCompletedExceptionally();
        buffer.append(Rows.from(100, 100));
        assertThat(buffer.flush()).isCompletedExceptionally();
        assertThatThrownBy(buffer::facts).hasMessageContaining("does not answer");
        assertThat(drain(buffer, 30)).isEqualTo(range(0, 200));
        hanging.countDown();
        await().until(() -> {
            thread.check();
            return !buffer.isDegraded();
        });
        buffer.append(Rows.from(200, 100));
        flush(buffer);
        buffer.close();
        another();
        assertThat(drain(open(), 30)).isEqualTo(range(200, 300));
    }

    @Test
    void aDiskThatTakesNothingForLongCostsTheOldestOfMemory() throws Exception {
        long one = Rows.from(0, 10).retainedBytes();
        LogBuffer buffer = open(Long.MAX_VALUE, 10 * one, limits(MUCH, WhenFull.DROP_OLDEST));
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        disk.readOnly(true);
        for (int i = 1; i < 40; i++) {
            buffer.append(Rows.from(10L * i, 10));
        }
        await().until(buffer::isDegraded);
        disk.readOnly(false);
        await().until(() -> !buffer.isDegraded());
        booksBalance(buffer, 400);
        assertThat(counts.dropped).containsOnlyKeys("buffer_full");
        List<Long> values = drain(buffer, 30);
        assertThat(values).startsWith(0L).endsWith(399L).isSorted();
        assertThat(values).hasSize(400 - (int) counts.allDropped());
        booksBalance(buffer, 400);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void beyondItsBoundTheOldestSegmentsGo() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(40_000, WhenFull.DROP_OLDEST));
        append(buffer, 1000);
        flush(buffer);
        await().until(() -> counts.allDropped() > 0);
        booksBalance(buffer, 10_000);
        List<Long> values = drain(buffer, 70);
        booksBalance(buffer, 10_000);
        assertThat(values).isEqualTo(range(10_000 - values.size(), 10_000));
        assertThat(values.size()).isGreaterThan(500);
        assertThat(counts.dropped).containsOnlyKeys("buffer_full");
    }

    @Test
    void beyondItsBoundItRefusesWhereToldSo() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(40_000, WhenFull.REJECT));
        await().until(() -> {
            buffer.append(Rows.from(0, 1000));
            return counts.allDropped() > 0;
        });
        assertThat(buffer.flush().exceptionNow())
                .isInstanceOfSatisfying(
                        FlushException.class, told -> assertThat(told.isFull()).isTrue());
        assertThat(counts.dropped).containsOnlyKeys(LogBuffer.REFUSED);
        booksBalance(buffer, buffer.size() + counts.allDropped());
        drain(buffer, 1000);
        await().until(() -> {
            long before = counts.allDropped();
            buffer.append(Rows.of(2));
            return counts.allDropped() == before;
        });
    }

    @FaultRow(46)
    void aFullDiskCostsTheOldestAndItGoesOnByItself() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
        disk.capacity(30_000);
        append(buffer, 500);
        flush(buffer);
        assertThat(counts.dropped).containsOnlyKeys(LogBuffer.DISK_FULL);
        booksBalance(buffer, 5_000);
        List<Long> values = drain(buffer, 70);
        assertThat(values).isEqualTo(range(5_000 - values.size(), 5_000));
        booksBalance(buffer, 5_000);
    }

    @FaultRow(52)
    void damageIsCountedToTheRow() throws Exception {
        LogBuffer buffer = open();
        for (int i = 0; i < 5; i++) {
            buffer.append(Rows.from(10L * i, 10));
            flush(buffer);
        }
        buffer.close();
        byte[] segment = disk.bytes(Segment.name(0));
        int second = SegmentHeader.BYTES + Frame.total(segment, SegmentHeader.BYTES);
        segment[second + 60] ^= 1;
        disk.put(Segment.name(0), segment);
        another();
        LogBuffer again = open();
        assertThat(again.recovered()).isEqualTo(50);
        List<Long> values = drain(again, 100);
        assertThat(values).hasSize(40).doesNotContainAnyElementsOf(range(10, 20));
        assertThat(counts.dropped).containsExactly(Map.entry(LogBuffer.DAMAGED, 10L));
        assertThat(disk.names()).anyMatch(name -> name.endsWith(".bad"));
    }

    @Test
    void aDiskThatCannotBeReadForAWhileCostsNothing() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
        append(buffer, 200);
        flush(buffer);
        disk.failReads(true);
        assertThat(buffer.read(100)).isNull();
        assertThat(buffer.read(100)).isNull();
        buffer.append(Rows.from(2000, 10));
        flush(buffer);
        disk.failReads(false);
        List<Long> values = new ArrayList<>();
        await().until(() -> {
            values.addAll(drain(buffer, 100));
            return buffer.size() == 0;
        });
        assertThat(values).isEqualTo(range(0, 2010));
        assertThat(counts.dropped).isEmpty();
    }

    /// Who waits for others' rows is not told of it, nor who comes later.
    @Test
    void whatIsRefusedFailsThoseWhoseRowsItWas() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(40_000, WhenFull.REJECT));
        long began = System.nanoTime();
        await().until(() -> {
            buffer.append(Rows.from(0, 1000));
            return counts.allDropped() > 0;
        });
        long refused = System.nanoTime();
        assertThat(buffer.flush(began)).isCompletedExceptionally();
        buffer.flush(refused).get(5, TimeUnit.SECONDS);
        drain(buffer, 1000);
        await().until(() -> {
            long before = counts.allDropped();
            buffer.append(Rows.of(2));
            return counts.allDropped() == before;
        });
        assertThat(buffer.flush(began)).isCompletedExceptionally();
        long again = System.nanoTime();
        buffer.append(Rows.of(3));
        buffer.flush(again).get(5, TimeUnit.SECONDS);
    }

    /// Not even where the rest of what was waited for became durable.
    @Test
    void whatIsDroppedBeforeItIsDurableFailsThoseWhoWaitForIt() throws Exception {
        long one = Rows.from(0, 10).retainedBytes();
        LogBuffer buffer = open(Long.MAX_VALUE, 4 * one, limits(MUCH, WhenFull.DROP_OLDEST));
        disk.failSyncs(1);
        flushLater(buffer);
        disk.readOnly(true);
        long began = System.nanoTime();
        append(buffer, 40);
        CompletableFuture<Void> waits = buffer.flush(began);
        disk.readOnly(false);
        disk.failSyncs(0);
        assertThatThrownBy(() -> waits.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(FlushException.class);
        await().until(() -> !buffer.isDegraded());
        buffer.flush(System.nanoTime()).get(5, TimeUnit.SECONDS);
    }

    private static void flushLater(LogBuffer buffer) {
        buffer.append(Rows.of(1));
    }

    @Test
    void aSectorThatCannotBeReadCostsItsRecords() throws Exception {
        LogBuffer buffer = LogBuffer.open(
                thread,
                disk.process(),
                limits(MUCH, WhenFull.DROP_OLDEST),
                20,
                MUCH,
                counts,
                NOPLogger.NOP_LOGGER,
                () -> seconds.addAndGet(400));
        append(buffer, 200);
        flush(buffer);
        disk.spoil(Segment.name(0), 1024);
        List<Long> values = new ArrayList<>();
        await().until(() -> {
            values.addAll(drain(buffer, 100));
            return buffer.size() == 0;
        });
        assertThat(values).isSorted().startsWith(0L).endsWith(1999L).hasSizeBetween(1900, 1990);
        assertThat(counts.dropped).containsOnlyKeys(LogBuffer.DAMAGED);
        booksBalance(buffer, 2000);
    }

    /// One thread appends, one reads and settles, the disk takes and gives nothing now and then, and bounds are narrow.
    @Test
    void booksBalanceWhileAllAreAtWork() throws Exception {
        for (int seed = 0; seed < Integer.getInteger("heliograph.seeds", 8); seed++) {
            Random random = new Random(seed);
            counts = new Rows.Counts();
            FaultDisk narrow = new FaultDisk(random);
            boolean freshFirst = seed % 2 == 1;
            WhenFull whenFull = seed % 4 < 2 ? WhenFull.DROP_OLDEST : WhenFull.REJECT;
            LogBuffer buffer =
                    LogBuffer.open(thread, narrow, limits(30_000, whenFull), 50, 60_000, counts, NOPLogger.NOP_LOGGER);
            buffer.freshFirst(freshFirst);
            Thread appends = Thread.ofPlatform().start(() -> appendAll(buffer, narrow, new Random(random.nextLong())));
            long last = -1;
            Set<Long> delivered = new HashSet<>();
            while (appends.isAlive() || buffer.size() > 0) {
                Window window = buffer.read(1 + random.nextInt(100));
                if (window != null) {
                    List<Long> values = Rows.values(window.batch());
                    if (!freshFirst) {
                        assertThat(values).isSorted().doesNotHaveDuplicates();
                        assertThat(values.getFirst()).isGreaterThan(last);
                    }
                    int some = random.nextInt(values.size() + 1);
                    values.subList(0, some)
                            .forEach(value -> assertThat(delivered.add(value)).isTrue());
                    last = some == 0 ? last : values.get(some - 1);
                    buffer.settle(window, Rows.first(some), List.of());
                }
            }
            appends.join();
            booksBalance(buffer, 20_000);
            assertThat(counts.dropped.keySet()).isSubsetOf("buffer_full", LogBuffer.DISK_FULL, LogBuffer.REFUSED);
            buffer.close();
        }
    }

    private static void appendAll(LogBuffer buffer, FaultDisk disk, Random random) {
        long next = 0;
        while (next < 20_000) {
            int rows = (int) Math.min(20_000 - next, 1 + random.nextInt(40));
            buffer.append(Rows.from(next, rows));
            next += rows;
            disk.readOnly(random.nextInt(100) < 20);
            disk.failReads(random.nextInt(100) < 5);
            if (random.nextInt(10) == 0) {
                Thread.yield();
            }
        }
        disk.readOnly(false);
        disk.failReads(false);
    }

    @Test
    void whatIsFreshGoesFirstAndTheBacklogBehindIt() throws Exception {
        LogBuffer buffer = open(100, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
        buffer.freshFirst(true);
        for (int i = 0; i < 100; i++) {
            buffer.append(Rows.from(10L * i, 10));
            flush(buffer);
        }
        List<Long> values = new ArrayList<>();
        deliverTo(values, buffer, 100);
        assertThat(values).isEqualTo(range(900, 1000));
        deliverTo(values, buffer, 50);
        buffer.append(Rows.from(1000, 10));
        deliverTo(values, buffer, 10);
        assertThat(values.subList(100, 160)).isEqualTo(concat(range(0, 50), range(1000, 1010)));
        assertThat(buffer.size()).isEqualTo(850);
        flush(buffer);
        buffer.close();
        another();
        LogBuffer again = open();
        assertThat(again.size())
                .as("what was settled out of order does not come back")
                .isEqualTo(850);
        assertThat(drain(again, 70)).isEqualTo(range(50, 900));
        assertThat(counts.dropped).isEmpty();
        booksBalance(again, 850);
    }

    /// Of a window with fresh rows in front of older ones, none counts as settled before it is.
    @Test
    void whatIsInTheWindowBehindFreshRowsIsNotTakenForSettled() throws Exception {
        LogBuffer buffer = open(10, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
        buffer.freshFirst(true);
        for (int i = 0; i < 10; i++) {
            buffer.append(Rows.from(10L * i, 10));
            flush(buffer);
        }
        List<Long> values = new ArrayList<>();
        deliverTo(values, buffer, 10);
        deliverTo(values, buffer, 60);
        buffer.append(Rows.from(100, 10));
        Window window = buffer.read(100);
        assertThat(window).isNotNull();
        assertThat(Rows.values(window.batch())).startsWith(100L).contains(60L);
        buffer.settle(window, Rows.first(1), List.of());
        flush(buffer);
        buffer.facts();
        disk.kill();
        another();
        LogBuffer again = open();
        assertThat(drain(again, 100)).containsAll(range(60, 90)).contains(101L);
    }

    private static void deliverTo(List<Long> values, LogBuffer buffer, int rows) {
        Window window = buffer.read(rows);
        assertThat(window).isNotNull();
        values.addAll(Rows.values(window.batch()));
        buffer.settle(window, Rows.first(window.batch().size()), List.of());
    }

    private static List<Long> concat(List<Long> first, List<Long> second) {
        List<Long> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /// Else nothing would ever be taken away again, and nothing written.
    @Test
    void aFullDiskThatRefusesIsFreedByWhatIsDelivered() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(MUCH, WhenFull.REJECT));
        disk.capacity(30_000);
        await().until(() -> {
            buffer.append(Rows.from(0, 100));
            return buffer.isDegraded();
        });
        drain(buffer, 100);
        await().until(() -> !buffer.isDegraded());
        drain(buffer, 100);
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        assertThat(disk.usableBytes()).isGreaterThan(15_000);
    }

    @Test
    void newLimitsHoldForALogThatIsOpen() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(40_000, WhenFull.DROP_OLDEST));
        buffer.limit(limits(MUCH, WhenFull.REJECT));
        append(buffer, 1000);
        flush(buffer);
        assertThat(counts.dropped).isEmpty();
        buffer.limit(limits(40_000, WhenFull.DROP_OLDEST));
        await().until(() -> counts.allDropped() > 0);
        List<Long> values = drain(buffer, 70);
        assertThat(values).isEqualTo(range(10_000 - values.size(), 10_000));
        booksBalance(buffer, 10_000);
    }

    /// Though all that is over its new bound is the segment that is written to.
    @Test
    void aLogThatRefusesIsNotShutByANarrowerBound() throws Exception {
        LogLimits wide = new LogLimits(1 << 16, MUCH, Duration.ZERO, 0, WhenFull.REJECT, false);
        LogBuffer buffer = open(20, MUCH, wide);
        append(buffer, 1000);
        flush(buffer);
        drain(buffer, 1000);
        buffer.limit(limits(8_000, WhenFull.REJECT));
        buffer.facts();
        await().untilAsserted(() -> {
            long before = counts.allDropped();
            buffer.append(Rows.from(10_000, 10));
            assertThat(counts.allDropped()).isEqualTo(before);
        });
        flush(buffer);
    }

    @Test
    void aCursorThatCannotBeSyncedHoldsUpNothing() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 10));
        flush(buffer);
        drain(buffer, 10);
        buffer.facts();
        disk.failSyncsOf("cursor", true);
        for (int round = 0; round < 20; round++) {
            Thread.sleep(100);
            buffer.append(Rows.from(10L * round, 10));
            flush(buffer);
            drain(buffer, 10);
            assertThat(buffer.isDegraded()).isFalse();
        }
        disk.failSyncsOf("cursor", false);
        buffer.close();
    }

    @Test
    void whatTheDiskHasNotTakenAtTheEndIsCountedApart() throws Exception {
        LogBuffer buffer = open();
        buffer.append(Rows.from(0, 100));
        flush(buffer);
        deliverTo(new ArrayList<>(), buffer, 10);
        buffer.facts();
        disk.readOnly(true);
        buffer.append(Rows.from(100, 50));
        assertThatThrownBy(buffer::close).isInstanceOf(IOException.class);
        assertThat(counts.dropped).containsOnly(Map.entry(LogBuffer.KEPT, 90L), Map.entry(LogBuffer.UNWRITTEN, 50L));
        disk.readOnly(false);
        LogBuffer again = open();
        assertThat(again.recovered()).isEqualTo(90);
    }

    /// What is before it does not wait with it.
    @Test
    void whatIsBeforeAPlaceThatCannotBeReadComesAtOnce() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(MUCH, WhenFull.DROP_OLDEST));
        append(buffer, 200);
        flush(buffer);
        disk.spoil(Segment.name(0), 2048);
        List<Long> values = drain(buffer, 100);
        assertThat(values).isNotEmpty().isEqualTo(range(0, values.size())).hasSizeLessThan(1900);
        assertThat(counts.dropped).isEmpty();
    }

    @Test
    void aSegmentThatSomebodyTookAwayCostsItsRows() throws Exception {
        LogBuffer buffer = open(20, MUCH, limits(40_000, WhenFull.DROP_OLDEST));
        for (int i = 0; i < 100; i++) {
            buffer.append(Rows.from(10L * i, 10));
            flush(buffer);
        }
        disk.delete(Segment.name(0));
        List<Long> values = drain(buffer, 100);
        assertThat(values).isEqualTo(range(1000 - values.size(), 1000)).hasSizeGreaterThan(500);
        assertThat(counts.dropped).containsOnlyKeys(LogBuffer.DAMAGED);
        booksBalance(buffer, 1000);
        append(buffer, 1000);
        flush(buffer);
        await().until(() -> counts.dropped.containsKey("buffer_full"));
        booksBalance(buffer, 11_000);
    }

    @Test
    void whatWasSettledStaysSoThoughNothingComesBehindIt() throws Exception {
        List<FaultDisk> disks = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            FaultDisk each = new FaultDisk(new Random(seed));
            LogBuffer buffer = LogBuffer.open(
                    thread,
                    each.process(),
                    limits(MUCH, WhenFull.DROP_OLDEST),
                    100,
                    MUCH,
                    counts,
                    NOPLogger.NOP_LOGGER);
            buffer.append(Rows.from(0, 100));
            flush(buffer);
            drain(buffer, 100);
            disks.add(each);
        }
        Thread.sleep(2500); // a second, and some more
        disks.forEach(FaultDisk::cutPower);
        another();
        for (FaultDisk each : disks) {
            LogBuffer again = LogBuffer.open(
                    thread,
                    each.process(),
                    limits(MUCH, WhenFull.DROP_OLDEST),
                    100,
                    MUCH,
                    counts,
                    NOPLogger.NOP_LOGGER);
            assertThat(again.recovered()).isZero();
        }
    }

    /// Lives that end anyhow, on a disk that fails now and then: what was flushed is delivered, and the books of every
    /// life balance.
    @Test
    void whatWasAcknowledgedIsDeliveredWhateverHappens() throws Exception {
        Random random = new Random(8);
        Set<Long> owed = new TreeSet<>();
        long next = 0;
        for (int life = 0; life < 200; life++) {
            LogBuffer buffer = open(random.nextBoolean() ? 10 : 10_000, MUCH, limits(64 * MUCH, WhenFull.DROP_OLDEST));
            buffer.freshFirst(random.nextBoolean());
            long came = buffer.recovered();
            disk.shortWrites(random.nextBoolean());
            for (int step = random.nextInt(60); step > 0; step--) {
                int rows = 1 + random.nextInt(30);
                MetricBatch batch = Rows.from(next, rows);
                next += rows;
                came += rows;
                buffer.append(batch);
                if (random.nextInt(10) == 0) {
                    disk.failSyncs(random.nextInt(3));
                }
                if (random.nextInt(4) == 0 && isFlushed(buffer)) {
                    owed.addAll(range(next - rows, next));
                }
                if (random.nextInt(3) == 0) {
                    deliver(buffer, owed, random);
                }
                booksBalance(buffer, came);
            }
            assertThat(counts.dropped.keySet()).isSubsetOf(LogBuffer.DAMAGED); // of rows that were not synced
            boolean cut = random.nextBoolean();
            if (cut) {
                disk.cutPower();
            } else {
                disk.kill();
            }
            disk.failSyncs(0);
            another();
        }
        List<Long> left = drain(open(), 100);
        owed.removeAll(left);
        assertThat(owed).as("acknowledged and never delivered").isEmpty();
    }

    /// Where the disk fails several times in a row, it may be refused.
    private static boolean isFlushed(LogBuffer buffer) throws Exception {
        try {
            flush(buffer);
            return true;
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(FlushException.class);
            return false;
        }
    }

    private static void deliver(LogBuffer buffer, Set<Long> owed, Random random) {
        Window window = buffer.read(1 + random.nextInt(50));
        if (window != null) {
            int some = random.nextInt(window.batch().size() + 1);
            Rows.values(window.batch()).subList(0, some).forEach(owed::remove);
            buffer.settle(window, Rows.first(some), List.of());
        }
    }
}
