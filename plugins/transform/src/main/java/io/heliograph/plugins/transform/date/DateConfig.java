package io.heliograph.plugins.transform.date;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.date`.
///
/// @param tagKey the tag to make; either this or the field
/// @param fieldKey the field to make
/// @param dateFormat how the time is written
/// @param dateOffset added to the time
/// @param timezone the zone that it is written in
public record DateConfig(
        @Option(doc = "The tag to make. Either this or `field_key`.", example = "month", inSample = true) @Nullable
        String tagKey,

        @Option(doc = "The field to make. Either this or `tag_key`.", example = "month") @Nullable
        String fieldKey,

        @Option(
                doc =
                        "How the time is written: Go's layout, which shows how Monday, January 2, 15:04:05 MST 2006 would be written."
                                + " For a field also `unix`, `unix_ms`, `unix_us` or `unix_ns`, which make an integer.",
                example = "2006-01-02 15:04:05")
        String dateFormat,

        @Option(doc = "Added to the time before it is written.", defaultValue = "0s")
        Duration dateOffset,

        @Option(
                doc = "The zone that the time is written in: `UTC`, `Local`, or a name such as `America/Los_Angeles`.",
                defaultValue = "UTC")
        String timezone) {
    /// @throws InvalidOptionException for both keys or none, and for an unknown zone
    public DateConfig {
        if (isSet(tagKey) == isSet(fieldKey)) {
            throw new InvalidOptionException(
                    "tag_key", "set one of tag_key and field_key, not both (try tag_key = \"month\")");
        }
        zone(timezone);
    }

    private static boolean isSet(@Nullable String key) {
        return key != null && !key.isEmpty();
    }

    ZoneId zone() {
        return zone(timezone);
    }

    private static ZoneId zone(String name) {
        try {
            return switch (name) {
                case "", "UTC" -> ZoneOffset.UTC;
                case "Local" -> ZoneId.systemDefault();
                default -> ZoneId.of(name);
            };
        } catch (DateTimeException unknown) {
            throw new InvalidOptionException(
                    "timezone", "not a time zone: '" + name + "' (try UTC, Local, Europe/Berlin)");
        }
    }
}
