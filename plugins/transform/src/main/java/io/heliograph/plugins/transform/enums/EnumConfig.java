package io.heliograph.plugins.transform.enums;

import io.heliograph.api.GlobList;
import io.heliograph.api.Option;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Configuration of `processors.enum`.
///
/// @param mapping the tables
public record EnumConfig(
        @Option(doc = "The tables. All of them see the values as they came.")
        List<Mapping> mapping) {
    /// Takes a copy of the list.
    public EnumConfig {
        mapping = List.copyOf(mapping);
    }

    /// A table of values.
    ///
    /// @param fields the fields that are looked up
    /// @param tags the tags that are looked up
    /// @param field one field, as older configurations have it
    /// @param tag one tag, as older configurations have it
    /// @param dest where the result goes
    /// @param fallback what is put for a value that is not in the table
    /// @param valueMappings what is put for each value
    public record Mapping(
            @Option(doc = "The fields that are looked up, with wildcards.", example = "[\"status\"]")
            GlobList fields,

            @Option(doc = "The tags that are looked up, with wildcards.", example = "[\"status\"]")
            GlobList tags,

            @Option(doc = "A field, as older configurations of Telegraf have it; use `fields`.", example = "status")
            @Nullable
            String field,

            @Option(doc = "A tag, as older configurations of Telegraf have it; use `tags`.", example = "status")
            @Nullable
            String tag,

            @Option(
                    doc = "The field or tag for the result, which otherwise takes the place of the value.",
                    example = "status_code")
            @Nullable
            String dest,

            @Option(
                    key = "default",
                    doc = "What is put for a value that is not in the table. Without it such a value stays.",
                    example = "0")
            @Nullable
            Object fallback,

            @Option(
                    doc =
                            "What is put for each value: a text, a number or a truth value. Numbers and truth values of fields are"
                                    + " looked up as they are written.",
                    example = "{ green = 1, amber = 2, red = 3 }")
            Map<String, Object> valueMappings) {
        /// Takes a copy of the map.
        public Mapping {
            valueMappings = Collections.unmodifiableMap(new LinkedHashMap<>(valueMappings));
        }

        boolean isOfField(String key) {
            return fields.matches(key) || key.equals(field);
        }

        boolean isOfTag(String key) {
            return tags.matches(key) || key.equals(tag);
        }

        boolean hasFields() {
            return !fields.isEmpty() || field != null && !field.isEmpty();
        }

        /// What is put for a value, or null where it stays.
        @Nullable
        Object mapped(String value) {
            Object mapped = valueMappings.get(value);
            return mapped == null ? fallback : mapped;
        }

        String destination(String key) {
            return dest == null || dest.isEmpty() ? key : dest;
        }
    }
}
