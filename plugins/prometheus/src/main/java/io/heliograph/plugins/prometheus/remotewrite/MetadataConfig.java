package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// Whether and how often types, help and units are sent.
public record MetadataConfig(
        @Option(doc = "Whether type, help and unit of metrics are sent.", defaultValue = "true")
        boolean send,

        @Option(
                doc = "How often they are sent again with version 1.0. With 2.0 they go with each series.",
                defaultValue = "1m")
        Duration sendInterval) {

    /// @throws InvalidOptionException for a negative interval
    public MetadataConfig {
        if (sendInterval.isNegative()) {
            throw new InvalidOptionException("send_interval", "negative: " + sendInterval.toMillis() + "ms (try 1m)");
        }
    }
}
