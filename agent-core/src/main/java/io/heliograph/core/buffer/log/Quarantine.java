package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;

/// Keeps what is damaged for whoever wants to look, as files `<segment>-<place>.bad`, up to a bound.
final class Quarantine {
    private static final String SUFFIX = ".bad";
    private static final long MOST_BYTES = 64 << 20;
    private static final int PIECE = 1 << 16;

    private final Folder folder;
    private final Logger log;
    private long bytes;

    Quarantine(Folder folder, List<String> names, Logger log) {
        this.folder = folder;
        this.log = log;
        for (String name : names) {
            if (name.endsWith(SUFFIX)) {
                try (LogFile file = folder.open(name)) {
                    bytes += file.size();
                } catch (IOException unreadable) {
                    log.debug("{} does not count", name, unreadable);
                }
            }
        }
    }

    /// Copies a part of a segment, unless it is all zeros or has been copied before. A copy that fails is none.
    ///
    /// @return whether the part itself is needed no more
    boolean keep(Segment segment, LogFile from, long start, long end) {
        try {
            byte[] piece = new byte[PIECE];
            if (isZero(from, start, end, piece)) {
                return true;
            }
            String name = segment.name + "-" + Long.toHexString(start) + SUFFIX;
            log.warn(end - start + " damaged bytes at " + start + " of " + segment.name);
            if (folder.names().contains(name)) {
                return lengthOf(name) == end - start;
            }
            if (bytes + end - start <= MOST_BYTES) {
                copy(from, start, end, piece, name);
                return true;
            }
        } catch (IOException problem) {
            log.debug("damaged bytes of {} are not kept", segment.name, problem);
        }
        return false;
    }

    private static boolean isZero(LogFile file, long start, long end, byte[] piece) throws IOException {
        for (long at = start; at < end; at += PIECE) {
            int read = file.readAll(piece, 0, (int) Math.min(PIECE, end - at), at);
            for (int i = 0; i < read; i++) {
                if (piece[i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private void copy(LogFile from, long start, long end, byte[] piece, String name) throws IOException {
        try {
            copyWhole(from, start, end, piece, name);
            bytes += end - start;
        } catch (IOException problem) {
            folder.delete(name); // half of it would be taken for all of it
            throw problem;
        }
    }

    private long lengthOf(String name) throws IOException {
        try (LogFile file = folder.open(name)) {
            return file.size();
        }
    }

    private void copyWhole(LogFile from, long start, long end, byte[] piece, String name) throws IOException {
        try (LogFile to = folder.create(name)) {
            for (long at = start; at < end; at += PIECE) {
                int read = from.readAll(piece, 0, (int) Math.min(PIECE, end - at), at);
                to.writeAll(piece, 0, read, at - start);
            }
        }
    }

    /// Puts a whole file aside, or away where it is all zeros: one that was made and never written.
    void put(String name) throws IOException {
        boolean empty;
        long size;
        try (LogFile file = folder.open(name)) {
            size = file.size();
            empty = isZero(file, 0, size, new byte[PIECE]);
        }
        if (empty) {
            folder.delete(name);
            return;
        }
        log.warn("{} has no header: put aside", name);
        folder.rename(name, name + SUFFIX);
        bytes += size;
    }
}
