package io.heliograph.core.buffer.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// One file of the log.
final class Segment {
    private static final String SUFFIX = ".seg";
    private static final int DIGITS = 16;

    final String name;
    final SegmentHeader header;
    private @Nullable LogFile file;

    /// The length of the file, with the zeros ahead.
    long size;

    Segment(String name, SegmentHeader header, @Nullable LogFile file, long size) {
        this.name = name;
        this.header = header;
        this.file = file;
        this.size = size;
    }

    /// The number of its first row.
    long first() {
        return header.first();
    }

    LogFile file(Folder folder) throws IOException {
        LogFile open = file;
        if (open == null) {
            open = folder.open(name);
            file = open;
        }
        return open;
    }

    /// Cuts what is behind a place. One that cannot be cut stays longer than it needs to be.
    void cut(Folder folder, long place, Logger log) {
        try {
            file(folder).truncate(place);
            size = place;
        } catch (IOException problem) {
            log.debug("{} stays longer than it needs to be", name, problem);
        }
    }

    void close() {
        LogFile open = file;
        file = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException useless) {
            // what it held is synced, or is written again elsewhere
        }
    }

    /// The name of the segment that begins with a row.
    static String name(long first) {
        String hex = Long.toHexString(first);
        return "0".repeat(DIGITS - hex.length()) + hex + SUFFIX;
    }

    /// The number of the first row by the name of a segment, or -1 for another file.
    static long firstOf(String name) {
        if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return -1;
        }
        long first = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(name.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            first = first << 4 | digit;
        }
        return first;
    }
}
