package io.heliograph.plugins.transform.dedup;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// Configuration of `processors.dedup`.
///
/// @param dedupInterval how long a repeated row is dropped
public record DedupConfig(
        @Option(
                doc =
                        "How long rows are dropped that say what an earlier one of their series said. A row whose predecessor is"
                                + " older goes on.",
                defaultValue = "10m")
        Duration dedupInterval) {
    /// @throws InvalidOptionException for a negative duration
    public DedupConfig {
        if (dedupInterval.isNegative()) {
            throw new InvalidOptionException("dedup_interval", "not a duration: " + dedupInterval + " (try 10m)");
        }
    }
}
