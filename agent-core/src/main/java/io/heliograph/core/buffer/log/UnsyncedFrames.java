package io.heliograph.core.buffer.log;

import io.heliograph.api.MetricBatch;
import java.io.IOException;
import org.slf4j.Logger;

/// Records that are encoded and not durable yet: those that are written, at most a second's worth, and behind them
/// those that are not. Should a sync fail, all of them are written again.
final class UnsyncedFrames {
    private static final int IDLE_BYTES = 1 << 20;

    private final Logger log;
    private final RecordEncoder encoder = new RecordEncoder();
    private final ByteWriter frames = new ByteWriter();
    private int written;
    private long endSeq;

    /// @param endSeq the number that the next row gets
    UnsyncedFrames(long endSeq, Logger log) {
        this.endSeq = endSeq;
        this.log = log;
    }

    long endSeq() {
        return endSeq;
    }

    int writtenBytes() {
        return written;
    }

    int unwrittenBytes() {
        return frames.size() - written;
    }

    /// The number of the first row that is not written, where there is one.
    long firstUnwritten() {
        return Frame.seq(frames.bytes(), written);
    }

    /// Adds rows.
    ///
    /// @return how many rows were left out: what is too large for a record alone, or cannot be encoded
    long add(MetricBatch batch) {
        int before = frames.size();
        long seq = endSeq;
        try {
            return add(batch, 0, batch.size());
        } catch (RuntimeException problem) {
            log.error("rows cannot be encoded", problem);
            frames.truncate(before);
            endSeq = seq;
            addGap(batch.size());
            return batch.size();
        }
    }

    private long add(MetricBatch batch, int from, int to) {
        int rows = to - from;
        int at = frames.size();
        frames.zeros(Frame.HEADER_BYTES);
        if (rows <= RecordEncoder.MOST_ROWS && encoder.encode(batch, from, to, frames)) {
            Frame.finish(frames, at, Frame.BATCH, endSeq, rows, encoder.minNanos(), encoder.maxNanos());
            endSeq += rows;
            return 0;
        }
        frames.truncate(at);
        if (rows == 1) {
            addGap(1);
            return 1;
        }
        int middle = from + rows / 2;
        return add(batch, from, middle) + add(batch, middle, to);
    }

    /// Adds the note that rows were dropped.
    void addGap(long rows) {
        for (long left = rows; left > 0; ) {
            int some = (int) Math.min(left, Integer.MAX_VALUE);
            int at = frames.size();
            frames.zeros(Frame.HEADER_BYTES + 1);
            Frame.finish(frames, at, Frame.GAP, endSeq, some, 0, 0);
            endSeq += some;
            left -= some;
        }
    }

    /// Writes what is not written, with the salt of its segment.
    void write(LogFile to, long at, long salt) throws IOException {
        for (int frame = written; frame < frames.size(); frame += Frame.total(frames.bytes(), frame)) {
            Frame.seal(frames, frame, salt);
        }
        to.writeAll(frames.bytes(), written, unwrittenBytes(), at);
        written = frames.size();
    }

    /// What was written is durable, and may go.
    void synced() {
        frames.dropFirst(written);
        frames.shrink(IDLE_BYTES);
        written = 0;
    }

    /// What was written is lost, and will be written again.
    void rewind() {
        written = 0;
    }
}
