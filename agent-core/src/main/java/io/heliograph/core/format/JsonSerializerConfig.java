package io.heliograph.core.format;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.Duration;

/// How JSON is written.
///
/// @param jsonTimestampUnits the unit of the time, cut down to a power of ten of nanoseconds
/// @param jsonTimestampFormat the time as text in the notation of Go, where not empty
/// @param jsonTransformation not supported
/// @param useBatchFormat whether a batch is one object
public record JsonSerializerConfig(
        @Option(
                doc =
                        "The unit of the time; what is between two powers of ten of nanoseconds is cut down to the smaller.",
                defaultValue = "1s")
        Duration jsonTimestampUnits,

        @Option(
                doc = "Writes the time as text in UTC, in the notation of Go, and not as a number.",
                defaultValue = "\"\"",
                example = "2006-01-02T15:04:05Z07:00")
        String jsonTimestampFormat,

        @Option(doc = "A JSONata transformation. Not supported: it must be empty.", defaultValue = "\"\"")
        String jsonTransformation,

        @Option(
                doc =
                        "Whether a batch becomes one object `{\"metrics\":[…]}`. Otherwise each row is an object on a line of its own.",
                defaultValue = "false")
        boolean useBatchFormat) {

    /// @throws InvalidOptionException for a transformation
    public JsonSerializerConfig {
        if (!jsonTransformation.isEmpty()) {
            throw new InvalidOptionException(
                    "json_transformation", "JSONata transformations are not supported (leave it out)");
        }
        GoLayout.of("json_timestamp_format", jsonTimestampFormat);
    }

    /// Nanoseconds of the unit: a power of ten, and a second where the unit is none.
    long unitNanos() {
        long wanted = jsonTimestampUnits.isPositive() ? jsonTimestampUnits.toNanos() : 1_000_000_000L;
        long power = 1;
        while (power <= wanted / 10) {
            power *= 10;
        }
        return power;
    }
}
