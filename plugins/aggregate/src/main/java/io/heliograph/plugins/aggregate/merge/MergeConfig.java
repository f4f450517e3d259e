package io.heliograph.plugins.aggregate.merge;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// Configuration of `aggregators.merge`.
///
/// @param roundTimestampTo what times are rounded to before they are compared
public record MergeConfig(
        @Option(
                doc =
                        "What the times of rows are rounded to before they are compared, for rows that belong together and come"
                                + " within a moment. The merged row has the rounded time.",
                defaultValue = "1ns")
        Duration roundTimestampTo) {
    /// @throws InvalidOptionException for a negative duration
    public MergeConfig {
        if (roundTimestampTo.isNegative()) {
            throw new InvalidOptionException(
                    "round_timestamp_to", "not a duration to round to: " + roundTimestampTo + " (try 1ns, 100ms, 1s)");
        }
    }
}
