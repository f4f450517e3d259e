package io.heliograph.api.config;

import java.util.ArrayList;
import java.util.List;

/// A list of values, or of tables.
///
/// @param values in order
/// @param place where its key stands
public record TomlList(List<TomlValue> values, Place place) implements TomlValue {
    @Override
    public List<Object> plain() {
        List<Object> plain = new ArrayList<>(values.size());
        for (TomlValue value : values) {
            plain.add(value.plain());
        }
        return plain;
    }
}
