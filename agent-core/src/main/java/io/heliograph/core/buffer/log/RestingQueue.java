package io.heliograph.core.buffer.log;

import java.io.IOException;
import org.slf4j.Logger;

/// A log that no output has at present.
///
/// @param rows that wait in it, as their numbers say: what was damaged or dropped among them counts
/// @param bytes of its segments
/// @param isSpent whether nothing is in its folder that anybody could still want
public record RestingQueue(long rows, long bytes, boolean isSpent) {
    private static final String LOCK = "LOCK";

    /// Takes a folder for as long as it looks into it. What a crash has left there is put right as at any opening.
    ///
    /// @throws IOException where it cannot be read, or somebody has it
    public static RestingQueue in(LogThread thread, Folder folder, Logger log) throws IOException {
        return thread.call(() -> look(folder, log));
    }

    private static RestingQueue look(Folder folder, Logger log) throws IOException {
        try (SegmentedLog queue =
                SegmentedLog.open(folder, LogLimits.DEFAULT, log, () -> System.currentTimeMillis() / 1000)) {
            long rows = queue.endSeq() - queue.startSeq() - queue.settledAhead().size();
            return new RestingQueue(rows, queue.bytes(), rows == 0 && hasOnlySegments(folder));
        }
    }

    /// Dead letters, quarantined bytes and segments of another version are worth keeping.
    private static boolean hasOnlySegments(Folder folder) throws IOException {
        for (String name : folder.names()) {
            if (!name.equals(LOCK) && !name.equals(Cursor.NAME) && !isSegment(folder, name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSegment(Folder folder, String name) throws IOException {
        if (Segment.firstOf(name) < 0) {
            return false;
        }
        byte[] start = new byte[SegmentHeader.BYTES];
        try (LogFile file = folder.open(name)) {
            return SegmentHeader.read(start, file.readAll(start, 0, start.length, 0)) != null;
        }
    }
}
