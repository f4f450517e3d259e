package io.heliograph.core.buffer.log;

import java.time.Duration;

/// How far a log may grow, and how safe it is.
///
/// @param segmentBytes the size at which a segment is sealed; the smallest piece that is dropped
/// @param maxBytes of all segments together
/// @param maxAge after which rows are dropped that nobody took; zero for never
/// @param minFreeDisk bytes that are left to others on the file system
/// @param whenFull what goes when there is no room
/// @param syncAlways whether every write is made durable at once, rather than once a second and where a push waits
public record LogLimits(
        long segmentBytes, long maxBytes, Duration maxAge, long minFreeDisk, WhenFull whenFull, boolean syncAlways) {
    private static final long MIB = 1 << 20;

    /// 1 GiB, for ever, 64 MiB free, the oldest go.
    public static final LogLimits DEFAULT =
            new LogLimits(32 * MIB, 1024 * MIB, Duration.ZERO, 64 * MIB, WhenFull.DROP_OLDEST, false);

    /// The same limits with segments small enough for several to fit.
    public LogLimits {
        segmentBytes = Math.min(segmentBytes, Math.max(maxBytes / 4, 1024));
    }
}
