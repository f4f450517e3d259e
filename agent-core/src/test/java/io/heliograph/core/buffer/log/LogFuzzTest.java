package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heliograph.api.MetricBatch;
import io.heliograph.testkit.disk.FaultDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.slf4j.helpers.NOPLogger;

/// The reader of segments and the codec of records on whatever bytes. Whatever is in a folder, the log opens, is
/// drained, goes on, and says the same in its next life. The seeds replay as plain tests; `JAZZER_FUZZ=1` searches.
class LogFuzzTest {
    private static final String DURATION = "90s";
    private static final int MOST_BYTES = 1 << 16;
    private static final long SALT = 0x5a17;
    private static final LogLimits LIMITS =
            new LogLimits(1 << 12, 1 << 20, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);

    /// What a life finds: where rows end, and how many are there.
    private record Life(long start, long end, long rows) {}

    private static SegmentedLog open(FaultDisk disk) throws IOException {
        return SegmentedLog.open(disk, LIMITS, NOPLogger.NOP_LOGGER, () -> 1);
    }

    private static Life drained(SegmentedLog log) throws IOException {
        long rows = 0;
        long at = log.startSeq();
        while (at < log.writtenSeq()) {
            Found found = log.read(at, log.writtenSeq(), 1 << 12);
            for (Part part : found.parts()) {
                assertThat(part.first()).isGreaterThanOrEqualTo(at);
                at = part.end();
                rows += part.batch().size();
            }
            if (found.to() == at && found.parts().isEmpty()) {
                break;
            }
            at = found.to();
        }
        return new Life(log.startSeq(), log.endSeq(), rows);
    }

    private static void livesOn(FaultDisk disk) throws IOException {
        SegmentedLog log = open(disk);
        Life first = drained(log);
        log.close();
        SegmentedLog again = open(disk);
        assertThat(drained(again).rows()).isEqualTo(first.rows());
        long end = again.endSeq();
        assertThat(end).isNotNegative();
        again.add(Rows.of(1, 2, 3));
        again.write();
        again.sync();
        disk.kill();
        SegmentedLog last = open(disk);
        Life after = drained(last);
        assertThat(after.rows()).isEqualTo(first.rows() + 3);
        assertThat(after.end()).isGreaterThanOrEqualTo(end + 3);
        last.close();
    }

    /// A file of whatever bytes in the place of a segment, and another in that of the cursor.
    @FuzzTest(maxDuration = DURATION)
    void segment(byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            return;
        }
        FaultDisk disk = new FaultDisk(new Random(1));
        disk.put(Segment.name(0), bytes);
        disk.put(Cursor.NAME, Arrays.copyOf(bytes, Math.min(bytes.length, 128)));
        livesOn(disk);
    }

    /// Records that check out, of whatever rows and numbers, with whatever between them.
    @FuzzTest(maxDuration = DURATION)
    void records(FuzzedDataProvider data) throws IOException {
        ByteWriter file = new ByteWriter();
        new SegmentHeader(SALT, 0, 1).write(file);
        while (data.remainingBytes() > 0 && file.size() < MOST_BYTES) {
            int at = file.size();
            file.zeros(Frame.HEADER_BYTES);
            append(file, data.consumeBytes(data.consumeInt(1, 64)));
            long seq = data.consumeBoolean() ? data.consumeInt(0, 100) : data.consumeLong();
            int rows = data.consumeBoolean() ? data.consumeInt(0, 20) : data.consumeInt();
            if (file.size() > at + Frame.HEADER_BYTES) {
                Frame.finish(file, at, data.consumeInt(0, 3), seq, rows, 0, 0);
                Frame.seal(file, at, SALT);
            }
            if (data.consumeInt(0, 9) == 0) {
                append(file, data.consumeBytes(16));
            }
        }
        FaultDisk disk = new FaultDisk(new Random(1));
        disk.put(Segment.name(0), Arrays.copyOf(file.bytes(), file.size()));
        livesOn(disk);
    }

    private static void append(ByteWriter file, byte[] bytes) {
        ByteWriter some = new ByteWriter();
        some.zeros(bytes.length);
        System.arraycopy(bytes, 0, some.bytes(), 0, bytes.length);
        file.append(some);
    }

    /// Whatever is read as a record is written and read again as the same rows.
    @FuzzTest(maxDuration = DURATION)
    void payload(byte[] bytes) throws DamagedRecordException {
        if (bytes.length < 2 || bytes.length > MOST_BYTES) {
            return;
        }
        MetricBatch rows;
        try {
            rows = new RecordDecoder().decode(bytes, 1, bytes.length - 1, bytes[0] & 0xff);
        } catch (DamagedRecordException damaged) {
            assertThat(damaged.getMessage()).isNotEmpty();
            return;
        }
        if (rows.size() > 0) {
            ByteWriter written = new ByteWriter();
            assertThat(new RecordEncoder().encode(rows, 0, rows.size(), written))
                    .isTrue();
            RandomRows.same(rows, new RecordDecoder().decode(written.bytes(), 0, written.size(), rows.size()));
        }
    }

    /// Batches one after another through one encoder and one decoder, which remember.
    @FuzzTest(maxDuration = DURATION)
    void roundTrip(FuzzedDataProvider data) throws DamagedRecordException {
        RecordEncoder encoder = new RecordEncoder();
        RecordDecoder decoder = new RecordDecoder();
        List<MetricBatch> batches = new ArrayList<>();
        for (int i = data.consumeInt(1, 4); i > 0; i--) {
            batches.add(new RandomRows(data.consumeLong()).batch(data.consumeInt(1, 50)));
        }
        for (MetricBatch batch : batches) {
            int from = data.consumeInt(0, batch.size() - 1);
            MetricBatch part = batch.slice(from, batch.size());
            ByteWriter written = new ByteWriter();
            assertThat(encoder.encode(batch, from, batch.size(), written)).isTrue();
            RandomRows.same(part, decoder.decode(written.bytes(), 0, written.size(), part.size()));
        }
    }
}
