package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.disk.FaultDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

/// The log against a map of what was written, under everything that a disk can do to it. What must hold after every
/// step: no row comes back altered, twice, or out of order; a row that was synced and not settled, dropped or damaged
/// is there, and damage costs one record at most; after a kill all that was written is there.
class LogModelTest {
    private static final LogLimits LIMITS = new LogLimits(2048, 1 << 20, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);
    private static final int ROWS = 5;

    /// One run from a seed; the message of a failure says which.
    private static final class Run {
        final Random random;
        final FaultDisk disk;
        final Map<Long, Long> model = new TreeMap<>(); // by number
        final List<String> steps = new ArrayList<>();
        SegmentedLog log;
        long nextValue;
        long synced; // below, all must be there
        long written;
        long acked;
        int flips;

        Run(long seed) throws IOException {
            random = new Random(seed);
            disk = new FaultDisk(random);
            log = open();
        }

        SegmentedLog open() throws IOException {
            return SegmentedLog.open(disk, LIMITS, NOPLogger.NOP_LOGGER, () -> 1);
        }

        void step() throws IOException {
            int what = random.nextInt(41);
            if (what == 40) {
                failReads();
            } else if (what < 16) {
                append();
            } else if (what < 24) {
                sync();
            } else if (what < 29) {
                settle();
            } else if (what < 31) {
                failSync();
            } else if (what < 33) {
                reopen("power cut", disk::cutPower, log.syncedSeq());
            } else if (what < 35) {
                reopen("kill", disk::kill, log.writtenSeq());
            } else if (what < 36) {
                dropOldest();
            } else if (what < 37) {
                flip();
            } else if (what < 38) {
                fullDisk();
            } else {
                close();
            }
        }

        private void append() throws IOException {
            steps.add("append at " + log.endSeq());
            long seq = log.endSeq();
            log.add(Rows.from(nextValue, ROWS));
            for (int i = 0; i < ROWS; i++) {
                model.put(seq + i, nextValue++);
            }
            disk.shortWrites(random.nextBoolean());
            write();
        }

        private void write() {
            try {
                log.write();
            } catch (IOException failed) {
                steps.add("write failed: " + failed.getMessage());
            }
        }

        private void sync() {
            write();
            try {
                log.sync();
                log.syncCursor();
                steps.add("sync to " + log.syncedSeq());
            } catch (IOException failed) {
                steps.add("sync failed: " + failed.getMessage());
            }
        }

        private void failSync() {
            disk.failSyncs(1 + random.nextInt(2));
            sync();
            write();
            disk.failSyncs(0);
        }

        private void failReads() throws IOException {
            steps.add("reads fail");
            disk.failReads(true);
            if (acked < log.writtenSeq()) {
                assertThatThrownBy(() -> log.read(acked, log.writtenSeq(), 100)).isInstanceOf(IOException.class);
            }
            disk.failReads(false);
        }

        private void fullDisk() throws IOException {
            disk.capacity(
                    disk.names().stream().mapToLong(n -> disk.bytes(n).length).sum() + random.nextInt(3000));
            append();
            append();
            sync();
            disk.capacity(Long.MAX_VALUE);
            write();
        }

        private void settle() throws IOException {
            long end = log.writtenSeq();
            if (acked < end) {
                acked += random.nextLong(Math.min(end - acked, 40) + 1);
                Holes ahead = new Holes();
                long from = acked + random.nextLong(end - acked + 1);
                ahead.add(from, Math.min(end, from + random.nextInt(400)));
                log.settle(acked, ahead);
                steps.add("settle to " + acked);
            }
        }

        private void dropOldest() throws IOException {
            if (log.dropOldest()) {
                acked = Math.max(acked, log.oldestSeq());
                steps.add("drop to " + log.oldestSeq());
            }
        }

        private void flip() throws IOException {
            List<String> segments =
                    disk.names().stream().filter(n -> n.endsWith(".seg")).toList();
            if (segments.isEmpty()) {
                return;
            }
            sync(); // else the flip and the cut are told apart by nobody
            String name = segments.get(random.nextInt(segments.size()));
            byte[] bytes = disk.bytes(name);
            if (bytes.length > 0) {
                close();
                if (!disk.names().contains(name) || disk.bytes(name).length == 0) {
                    return;
                }
                bytes = disk.bytes(name);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                disk.put(name, bytes);
                flips++;
                steps.add("flip in " + name);
                reopen("reopen", disk::kill, log.writtenSeq());
            }
        }

        private void close() throws IOException {
            sync();
            log.close();
            reopen("close", disk::kill, log.writtenSeq());
        }

        private void reopen(String how, Runnable end, long mustHave) throws IOException {
            long floor = Math.max(acked, log.oldestSeq());
            end.run();
            log = open();
            steps.add(how + ", must have " + floor + " to " + mustHave + ", has " + log.startSeq() + " to "
                    + log.endSeq());
            assertThat(log.startSeq()).isLessThanOrEqualTo(Math.max(floor, log.endSeq()));
            Map<Long, Long> found = readAll();
            long missing = 0;
            for (long seq = floor; seq < mustHave; seq++) {
                missing += model.containsKey(seq) && !found.containsKey(seq) ? 1 : 0;
            }
            assertThat(missing).as("rows lost").isLessThanOrEqualTo((long) flips * ROWS);
            model.keySet().removeIf(seq -> seq >= log.startSeq() && !found.containsKey(seq));
            acked = log.startSeq();
        }

        private Map<Long, Long> readAll() throws IOException {
            Map<Long, Long> found = new TreeMap<>();
            long at = log.startSeq();
            while (at < log.writtenSeq()) {
                Found some = log.read(at, log.writtenSeq(), 1 + random.nextInt(1000));
                assertThat(some.to()).as("goes on").isGreaterThan(at);
                for (Part part : some.parts()) {
                    assertThat(part.first()).isGreaterThanOrEqualTo(at);
                    at = part.end();
                    for (int row = 0; row < part.batch().size(); row++) {
                        found.put(part.first() + row, part.batch().bits(row, 0));
                    }
                }
                at = some.to();
            }
            found.forEach((seq, value) -> assertThat(value).as("row %d", seq).isEqualTo(model.get(seq)));
            return found;
        }
    }

    @Test
    void whateverHappensNoSyncedRowIsLostAndNoneIsAltered() throws IOException {
        for (int seed = 0; seed < 400; seed++) {
            Run run = new Run(seed);
            try {
                for (int step = 0; step < 120; step++) {
                    run.step();
                }
                run.close();
            } catch (AssertionError | RuntimeException | IOException failed) {
                throw new AssertionError("seed " + seed + ": " + String.join("\n", run.steps), failed);
            }
        }
    }
}
