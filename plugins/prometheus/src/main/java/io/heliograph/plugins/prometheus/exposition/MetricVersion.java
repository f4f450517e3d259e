package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.InvalidOptionException;

/// How samples become rows, as Telegraf numbers it.
public enum MetricVersion {
    /// The family is the measurement.
    V1,
    /// The measurement is `prometheus`, and the sample's name a field key.
    V2,
    /// The sample's name is the measurement and the tag `__name__`, and the only field is `value`: as Kapacitor has it.
    KAPACITOR;

    /// The version of a number.
    ///
    /// @param key the option, for messages
    /// @throws InvalidOptionException for another number than 1 and 2
    public static MetricVersion of(String key, int number) {
        return switch (number) {
            case 1 -> V1;
            case 2 -> V2;
            default -> throw new InvalidOptionException(key, "not a metric version: " + number + " (1 or 2)");
        };
    }

    Mapping mapping(Convention convention, boolean openMetrics) {
        return switch (this) {
            case V1 -> new FamilyMapping(convention, openMetrics);
            case V2 -> new SampleMapping(convention, openMetrics);
            case KAPACITOR -> new ValueMapping();
        };
    }
}
