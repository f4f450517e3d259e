package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.disk.FaultDisk;
import io.heliograph.testkit.faults.FaultRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.helpers.NOPLogger;

class SegmentedLogTest {
    private static final LogLimits SMALL = new LogLimits(4096, 1 << 20, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);

    private FaultDisk disk = new FaultDisk(new Random(1));
    private static long seconds;

    private static SegmentedLog open(Folder folder) throws IOException {
        return SegmentedLog.open(folder, SMALL, NOPLogger.NOP_LOGGER, () -> 1_700_000_000L + seconds);
    }

    private static List<Long> all(SegmentedLog log) throws IOException {
        List<Long> values = new ArrayList<>();
        long at = log.startSeq();
        while (at < log.writtenSeq()) {
            Found found = readPatiently(log, at);
            for (Part part : found.parts()) {
                values.addAll(Rows.values(part.batch()));
            }
            at = found.to();
        }
        return values;
    }

    /// What fails is tried again, as a buffer does.
    private static Found readPatiently(SegmentedLog log, long at) throws IOException {
        for (int tries = 0; ; tries++) {
            try {
                return log.read(at, log.writtenSeq(), 500);
            } catch (IOException problem) {
                if (tries == 3) {
                    throw problem;
                }
                seconds += 300;
            }
        }
    }

    private static List<Long> range(long from, long to) {
        List<Long> values = new ArrayList<>();
        for (long value = from; value < to; value++) {
            values.add(value);
        }
        return values;
    }

    private static void write(SegmentedLog log, long first, int count) throws IOException {
        log.add(Rows.from(first, count));
        log.write();
    }

    @Test
    void comesBackOverManySegmentsAndLives() throws IOException {
        for (int life = 0; life < 5; life++) {
            SegmentedLog log = open(disk);
            assertThat(all(log)).isEqualTo(range(0, 200L * life));
            for (int i = 0; i < 20; i++) {
                write(log, 200L * life + 10 * i, 10);
            }
            log.close();
        }
        assertThat(disk.names()).hasSizeGreaterThan(5);
    }

    @Test
    void aKillLosesNothingThatWasWritten() throws IOException {
        write(open(disk), 0, 100);
        disk.kill();
        assertThat(all(open(disk))).isEqualTo(range(0, 100));
    }

    @Test
    void realFilesWorkTheSame(@TempDir Path path) throws IOException {
        Folder folder = new ChannelFolder(path.resolve("a/b"));
        SegmentedLog log = open(folder);
        write(log, 0, 1000);
        log.sync();
        assertThatThrownBy(() -> open(folder)).hasMessageContaining("in use by another agent");
        log.settle(300, new Holes());
        log.syncCursor();
        log.close();
        SegmentedLog again = open(folder);
        assertThat(all(again)).isEqualTo(range(300, 1000));
        again.close();
    }

    @Test
    void settledRowsDoNotComeBackAndTheirSegmentsGo() throws IOException {
        SegmentedLog log = open(disk);
        for (int i = 0; i < 100; i++) {
            write(log, 10L * i, 10);
        }
        int files = disk.names().size();
        Holes ahead = new Holes();
        ahead.add(902, 905);
        log.settle(900, ahead);
        assertThat(disk.names()).hasSizeLessThan(files);
        disk.kill();
        SegmentedLog again = open(disk);
        assertThat(again.startSeq()).isEqualTo(900);
        assertThat(again.settledAhead()).isEqualTo(ahead);
        assertThat(all(again)).isEqualTo(range(900, 1000));
    }

    @Test
    void theLargestRangesThatAreSettledOutOfOrderAreRemembered() throws IOException {
        SegmentedLog log = open(disk);
        write(log, 0, 1000);
        Holes ahead = new Holes();
        ahead.add(400, 700);
        ahead.add(720, 722);
        ahead.add(800, 900);
        log.settle(20, ahead);
        disk.kill();
        SegmentedLog again = open(disk);
        assertThat(again.startSeq()).isEqualTo(20);
        assertThat(again.settledAhead()).hasToString("[Hole[from=400, to=700], Hole[from=800, to=900]]");
    }

    @FaultRow(54)
    void aCursorOfAnotherLogIsNotBelieved() throws IOException {
        SegmentedLog log = open(disk);
        write(log, 0, 50);
        disk.kill();
        FaultDisk other = new FaultDisk(new Random(2));
        SegmentedLog foreign = open(other);
        write(foreign, 0, 100);
        foreign.settle(40, new Holes());
        disk.put(Cursor.NAME, other.bytes(Cursor.NAME));
        assertThat(all(open(disk))).isEqualTo(range(0, 50));
    }

    @FaultRow(55)
    void foreignAndNewerFilesStay() throws IOException {
        byte[] foreign = "not a segment of ours at all, but named like one, and long enough for a header".getBytes();
        disk.put(Segment.name(5), foreign);
        disk.put("notes.txt", foreign);
        disk.put(Segment.name(7), new byte[4096]);
        SegmentedLog log = open(disk);
        write(log, 0, 50);
        assertThat(all(log)).isEqualTo(range(0, 50));
        assertThat(disk.bytes(Segment.name(5))).isEqualTo(foreign);
        assertThat(disk.bytes("notes.txt")).isEqualTo(foreign);
        assertThat(disk.names()).doesNotContain(Segment.name(7));
    }

    @FaultRow(48)
    void aFailedSyncIsFollowedByANewSegment() throws IOException {
        SegmentedLog log = open(disk);
        write(log, 0, 20);
        log.sync();
        write(log, 20, 20);
        disk.failSyncs(1);
        assertThatThrownBy(log::sync).isInstanceOf(IOException.class);
        assertThatThrownBy(log::sync).as("success would be a lie").isInstanceOf(IOException.class);
        write(log, 40, 20);
        log.sync();
        assertThat(log.syncedSeq()).isEqualTo(60);
        assertThat(all(log)).isEqualTo(range(0, 60));
        disk.cutPower();
        assertThat(all(open(disk))).isEqualTo(range(0, 60));
    }

    @Test
    void whatCannotBeReadKeepsNothingFromOpening() throws IOException {
        SegmentedLog log = open(disk);
        for (int i = 0; i < 20; i++) {
            write(log, 10L * i, 10);
        }
        log.close();
        disk.spoil(Segment.name(0), 1024);
        assertThat(all(open(disk))).startsWith(0L).endsWith(199L).hasSizeBetween(100, 190);
        disk.kill();
        disk.spoil(Segment.name(0), 0);
        SegmentedLog again = open(disk);
        write(again, 500, 10);
        assertThat(all(again)).isEqualTo(range(500, 510));
        assertThat(disk.names()).contains(Segment.name(0));
    }

    @Test
    void aDiskThatIsAwayForAWhileCostsNothing() throws IOException {
        SegmentedLog log = open(disk);
        for (int i = 0; i < 60; i++) {
            write(log, 10L * i, 10);
        }
        disk.failReads(true);
        for (int tries = 0; tries < 50; tries++) {
            assertThatThrownBy(() -> log.read(0, 600, 500)).hasMessage("Input/output error");
            seconds += 300;
        }
        disk.failReads(false);
        assertThat(all(log)).isEqualTo(range(0, 600));
        disk.kill();
        disk.failReads(true);
        assertThatThrownBy(() -> open(disk)).hasMessage("Input/output error");
        disk.failReads(false);
        assertThat(all(open(disk))).isEqualTo(range(0, 600));
    }

    @Test
    void gapsAreToldFromDamage() throws IOException {
        SegmentedLog log = open(disk);
        write(log, 0, 5);
        log.addGap(7);
        write(log, 12, 5);
        Found found = log.read(0, 17, 1 << 20);
        assertThat(found.gapRows()).isEqualTo(7);
        assertThat(found.parts()).hasSize(2);
        assertThat(found.to()).isEqualTo(17);
    }

    /// Every bit of a segment of three records, and every length.
    @FaultRow(53)
    void noBitAndNoCutCostsMoreThanItsRecord() throws IOException {
        SegmentedLog log = open(disk);
        int[] ends = new int[3];
        for (int i = 0; i < 3; i++) {
            write(log, 10L * i, 10);
            ends[i] = Frame.HEADER_BYTES;
        }
        log.close();
        byte[] segment = disk.bytes(Segment.name(0));
        for (int i = 0, at = SegmentHeader.BYTES; i < 3; i++) {
            at += Frame.total(segment, at);
            ends[i] = at;
        }
        assertThat(segment).hasSize(ends[2]);
        for (int bit = 0; bit < 8 * segment.length; bit++) {
            byte[] flipped = segment.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            int hit = bit / 8 < SegmentHeader.BYTES ? -1 : bit / 8 < ends[0] ? 0 : bit / 8 < ends[1] ? 1 : 2;
            List<Long> expected = range(0, 30);
            if (hit >= 0) {
                expected.removeAll(range(10L * hit, 10L * hit + 10));
            }
            assertThat(readBack(flipped)).as("bit %d", bit).isEqualTo(expected);
        }
        for (int length = 0; length < segment.length; length++) {
            int whole = length < ends[0] ? 0 : length < ends[1] ? 1 : 2;
            byte[] cut = Arrays.copyOf(segment, length);
            assertThat(readBack(cut)).as("cut at %d", length).isEqualTo(range(0, 10L * whole));
            byte[] zeroed = Arrays.copyOf(cut, segment.length + 512);
            int same = Arrays.mismatch(zeroed, segment); // the last bytes of a record are zeros as they are
            int left = same < ends[0] ? 0 : same < ends[1] ? 1 : same < ends[2] ? 2 : 3;
            assertThat(readBack(zeroed)).as("zeros from %d", length).isEqualTo(range(0, 10L * left));
        }
    }

    private List<Long> readBack(byte[] segment) throws IOException {
        FaultDisk damaged = new FaultDisk(new Random(1));
        damaged.put(Segment.name(0), segment);
        SegmentedLog log = open(damaged);
        List<Long> values = all(log);
        long next = log.endSeq();
        write(log, 1000, 1);
        log.close();
        List<Long> again = all(open(damaged));
        assertThat(again.removeLast()).as("the log goes on at %d", next).isEqualTo(1000L);
        assertThat(again).isEqualTo(values);
        return values;
    }
}
