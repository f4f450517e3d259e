package io.heliograph.plugins.prometheus.exposition;

import org.jspecify.annotations.Nullable;

/// Bounds and quantiles as text. Targets have few different ones, so the last of each hash is kept. Good for any
/// thread:
/// what is kept is immutable.
final class BoundTexts {
    private static final int SLOTS = 1024;
    private static final @Nullable Known[] KNOWN = new @Nullable Known[SLOTS];

    private record Known(long bits, String text) {}

    private BoundTexts() {}

    /// The form of OpenMetrics: `1.0`, `0.25`, `+Inf`.
    static String of(double bound) {
        long bits = Double.doubleToRawLongBits(bound);
        int hash = Long.hashCode(bits) * 0x9e3779b9;
        int slot = hash >>> 22;
        Known known = KNOWN[slot];
        if (known == null || known.bits != bits) {
            known = new Known(bits, GoFloat.openMetricsText(bound));
            KNOWN[slot] = known;
        }
        return known.text;
    }
}
