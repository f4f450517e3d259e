package io.heliograph.plugins.host.disk;

/// How full a file system is.
///
/// @param totalBytes all of it; 0 for one that has no size
/// @param freeBytes what unprivileged users can still get
/// @param usedBytes what is taken, without what is kept to root
/// @param inodes how many files it can have; -1 where that is unknown
/// @param freeInodes how many more files it can have
record FileSystemUsage(long totalBytes, long freeBytes, long usedBytes, long inodes, long freeInodes) {
    /// `used / (used + free)` in percent, which is more than `used / total` where root keeps a part.
    double usedPercent() {
        return percent(usedBytes, usedBytes + freeBytes);
    }

    long usedInodes() {
        return Math.max(0, inodes - freeInodes);
    }

    double usedInodesPercent() {
        return percent(usedInodes(), inodes);
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }
}
