package io.heliograph.api.config;

import java.util.LinkedHashMap;
import java.util.Map;

/// A table: keys and values in the order of the file.
///
/// @param entries by key
/// @param place where its header stands
public record TomlTable(Map<String, TomlValue> entries, Place place) implements TomlValue {
    /// A table without keys.
    public static TomlTable empty(Place place) {
        return new TomlTable(Map.of(), place);
    }

    @Override
    public Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<String, TomlValue> entry : entries.entrySet()) {
            plain.put(entry.getKey(), entry.getValue().plain());
        }
        return plain;
    }

    /// This table with the keys of another laid over it, which has the later word. Tables in both are not merged.
    public TomlTable overlaid(TomlTable upper) {
        Map<String, TomlValue> both = new LinkedHashMap<>(entries);
        both.putAll(upper.entries);
        return new TomlTable(both, upper.place);
    }
}
