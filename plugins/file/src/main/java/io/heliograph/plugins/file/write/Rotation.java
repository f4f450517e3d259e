package io.heliograph.plugins.file.write;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// When a file is put aside, under which name, and how many such are kept. As in Telegraf, `metrics.out` becomes
/// `metrics.2026-11-24-1764014400.out`: the date and the second.
///
/// @param interval the longest time of a file; 0 for any
/// @param maxBytes the size at which it is put aside; 0 for any
/// @param maxArchives how many are kept; -1 for all
record Rotation(Duration interval, long maxBytes, int maxArchives) {
    private static final int DATE_LENGTH = "2026-11-24".length();

    /// Whether a file is to be put aside.
    ///
    /// @param begun when the file was begun, or an earlier process wrote to it last
    boolean isDue(Instant begun, long bytes, Instant now) {
        return bytes > 0
                && (maxBytes > 0 && bytes >= maxBytes || interval.isPositive() && now.isAfter(begun.plus(interval)));
    }

    /// Puts a file aside, and removes the oldest of those that were. Within one second, or after the clock was set
    /// back, the second in the name runs ahead, so that no archive is written over and their order stays.
    void putAside(Path file, Instant now) throws IOException {
        List<Archive> archives = archives(file);
        long latest = archives.isEmpty() ? Long.MIN_VALUE : archives.getLast().second();
        long second = Math.max(now.getEpochSecond(), latest + 1);
        String date = LocalDate.ofInstant(now, ZoneId.systemDefault()).toString();
        Path aside = file.resolveSibling(stem(file) + "." + date + "-" + second + extension(file));
        Files.move(file, aside);
        archives.add(new Archive(aside, second));
        removeOldest(archives);
    }

    /// A file that was put aside.
    private record Archive(Path path, long second) {}

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String stem(Path file) {
        String name = name(file);
        return name.substring(0, name.length() - extension(file).length());
    }

    /// From the last point on, as Go has it.
    private static String extension(Path file) {
        String name = name(file);
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point);
    }

    private void removeOldest(List<Archive> archives) throws IOException {
        if (maxArchives < 0) {
            return;
        }
        for (Archive oldest : archives.subList(0, Math.max(0, archives.size() - maxArchives))) {
            Files.delete(oldest.path());
        }
    }

    /// Those that are there, the oldest first.
    private static List<Archive> archives(Path file) throws IOException {
        List<Archive> archives = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder == null ? file : folder)) {
            for (Path sibling : siblings) {
                long second = second(name(sibling), stem(file) + ".", extension(file));
                if (second >= 0) {
                    archives.add(new Archive(sibling, second));
                }
            }
        }
        archives.sort(Comparator.comparingLong(Archive::second));
        return archives;
    }

    /// The second in an archive's name; -1 where it is not one.
    private static long second(String name, String before, String after) {
        int dash = name.lastIndexOf('-', name.length() - after.length());
        if (!name.startsWith(before) || !name.endsWith(after) || dash != before.length() + DATE_LENGTH) {
            return -1;
        }
        try {
            return Long.parseLong(name, dash + 1, name.length() - after.length(), 10);
        } catch (NumberFormatException otherFile) {
            return -1;
        }
    }
}
