package io.heliograph.plugins.transform.rename;

import io.heliograph.api.Option;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.rename`.
///
/// @param replace the renamings, in order
public record RenameConfig(
        @Option(doc = "The renamings, one table each, in order.")
        List<Replace> replace) {
    /// Takes a copy of the list.
    public RenameConfig {
        replace = List.copyOf(replace);
    }

    /// One renaming: of a measurement, else of a tag, else of a field.
    ///
    /// @param measurement the measurement to rename
    /// @param tag the key of the tag to rename
    /// @param field the key of the field to rename
    /// @param dest the new name
    public record Replace(
            @Option(doc = "The measurement to rename.", example = "network_interface_throughput") @Nullable
            String measurement,

            @Option(
                    doc = "The key of the tag to rename; looked at where there is no `measurement`.",
                    example = "hostname")
            @Nullable
            String tag,

            @Option(
                    doc = "The key of the field to rename; looked at where there is neither of the others.",
                    example = "lower")
            @Nullable
            String field,

            @Option(doc = "The new name. Without it the renaming does nothing.", example = "host") @Nullable
            String dest) {
        boolean isOfField() {
            return target() != null && !isSet(measurement) && !isSet(tag) && isSet(field);
        }

        boolean isOfTag() {
            return target() != null && !isSet(measurement) && isSet(tag);
        }

        boolean isOfMeasurement() {
            return target() != null && isSet(measurement);
        }

        @Nullable
        String target() {
            return isSet(dest) ? dest : null;
        }

        private static boolean isSet(@Nullable String text) {
            return text != null && !text.isEmpty();
        }
    }
}
