package io.heliograph.plugins.aggregate.finals;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// Configuration of `aggregators.final`.
///
/// @param outputStrategy when the last row of a series is emitted
/// @param seriesTimeout when a series counts as ended
/// @param keepOriginalFieldNames whether fields keep their keys
public record FinalConfig(
        @Option(
                doc =
                        "When the last row of a series is emitted: once it is older than `series_timeout` (`timeout`), or with every"
                                + " window in which the series had a row (`periodic`).",
                defaultValue = "timeout")
        Strategy outputStrategy,

        @Option(doc = "How old the last row of a series must be for the series to count as ended.", defaultValue = "5m")
        Duration seriesTimeout,

        @Option(doc = "Keep the keys of fields, which otherwise get `_final` put behind them.")
        boolean keepOriginalFieldNames) {
    /// @throws InvalidOptionException for a negative timeout
    public FinalConfig {
        if (seriesTimeout.isNegative()) {
            throw new InvalidOptionException("series_timeout", "not a timeout: " + seriesTimeout + " (try 5m)");
        }
    }

    /// When the last row of a series is emitted.
    public enum Strategy {
        /// Once it is old enough.
        TIMEOUT,
        /// With every window.
        PERIODIC
    }
}
