package io.heliograph.plugins.aggregate.histogram;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;
import java.util.List;

/// Configuration of `aggregators.histogram`.
///
/// @param reset whether counts begin at zero with every window
/// @param cumulative whether a bucket holds what is in the lower ones too
/// @param expirationInterval when a series without rows is forgotten
/// @param pushOnlyOnUpdate whether only series that had a row are emitted
/// @param config which fields fall into which buckets
public record HistogramConfig(
        @Option(doc = "Begin at zero with every window. Otherwise counts go on for as long as the agent runs.")
        boolean reset,

        @Option(
                doc =
                        "Whether a bucket holds what is in the lower ones too, as Prometheus has it. Otherwise each bucket has a tag `gt`"
                                + " for its lower border beside `le` for its upper one.",
                defaultValue = "true")
        boolean cumulative,

        @Option(doc = "How long a series without a new row is emitted; 0s is for ever.", defaultValue = "0s")
        Duration expirationInterval,

        @Option(doc = "Emit only the series that had a row since they were emitted last.")
        boolean pushOnlyOnUpdate,

        @Option(doc = "Which fields fall into which buckets. Where several tables have a field, the last one counts.")
        List<Buckets> config) {
    /// @throws InvalidOptionException for a negative interval
    public HistogramConfig {
        config = List.copyOf(config);
        if (expirationInterval.isNegative()) {
            throw new InvalidOptionException(
                    "expiration_interval", "not an interval: " + expirationInterval + " (try 5m)");
        }
    }

    /// Buckets for the fields of a measurement.
    ///
    /// @param measurementName the measurement
    /// @param fields the fields
    /// @param buckets the upper borders
    public record Buckets(
            @Option(doc = "The measurement.", example = "cpu")
            String measurementName,

            @Option(doc = "The fields; all of the measurement where the list is empty.", example = "[\"usage_user\"]")
            List<String> fields,

            @Option(
                    doc = "The upper borders, which belong to their buckets. A last bucket without a border is added.",
                    example = "[0.0, 50.0, 90.0, 100.0]")
            List<Double> buckets) {
        /// Takes copies of the lists.
        public Buckets {
            fields = List.copyOf(fields);
            buckets = List.copyOf(buckets);
        }

        boolean isOf(String measurement, String field) {
            return measurement.equals(measurementName) && (fields.isEmpty() || fields.contains(field));
        }

        double[] borders() {
            return buckets.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        }
    }
}
