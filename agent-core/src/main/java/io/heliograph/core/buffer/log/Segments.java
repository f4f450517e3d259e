package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The segments of a log, by the numbers of their rows.
final class Segments {
    private final Folder folder;
    private final List<Segment> all = new ArrayList<>();

    Segments(Folder folder) {
        this.folder = folder;
    }

    void add(Segment segment) {
        all.add(segment);
    }

    void sort() {
        all.sort(Comparator.comparingLong(Segment::first));
    }

    void remove(Segment segment) {
        all.remove(segment);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    Segment get(int index) {
        return all.get(index);
    }

    Segment oldest() {
        return all.get(0);
    }

    Segment newest() {
        return all.get(all.size() - 1);
    }

    /// Whether one of them has a salt.
    boolean haveSalt(long salt) {
        for (Segment segment : all) {
            if (segment.header.salt() == salt) {
                return true;
            }
        }
        return false;
    }

    /// The index of the last segment that begins at a row or before it, or -1.
    int floor(long seq) {
        int index = all.size() - 1;
        while (index >= 0 && all.get(index).first() > seq) {
            index--;
        }
        return index;
    }

    /// The number behind the last row of a segment, or the given one for the newest.
    long end(int index, long ofNewest) {
        return index + 1 < all.size() ? all.get(index + 1).first() : ofNewest;
    }

    /// Takes the oldest away, for good once the folder is synced.
    void deleteOldest() throws IOException {
        Segment first = all.get(0);
        first.close();
        try {
            folder.delete(first.name);
        } catch (NoSuchFileException already) {
            requireOthers(already);
        }
        all.remove(0);
    }

    /// A file that is missing with all others is not gone: the disk is away.
    void requireOthers(NoSuchFileException missing) throws IOException {
        if (folder.names().isEmpty()) {
            throw missing;
        }
    }

    /// The length of all of them.
    long bytes() {
        long sum = 0;
        for (Segment segment : all) {
            sum += segment.size;
        }
        return sum;
    }

    /// When the oldest was made, in seconds since 1970; 0 where there is none.
    long oldestSeconds() {
        return all.isEmpty() ? 0 : all.get(0).header.epochSeconds();
    }

    /// When the oldest was closed, in seconds since 1970, or `Long.MAX_VALUE` where it was not.
    long oldestClosedSeconds() {
        return all.size() < 2 ? Long.MAX_VALUE : all.get(1).header.epochSeconds();
    }

    void close() {
        for (Segment segment : all) {
            segment.close();
        }
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
