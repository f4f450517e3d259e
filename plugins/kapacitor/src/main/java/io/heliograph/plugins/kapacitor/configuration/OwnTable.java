package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table of ours while it is put together. What has no place of its own has that of the foreign table.
final class OwnTable {
    private final Map<String, TomlValue> entries = new LinkedHashMap<>();
    private final Place place;

    OwnTable(Place place) {
        this.place = place;
    }

    /// Puts a value in where there is one.
    OwnTable put(String key, @Nullable TomlValue value) {
        if (value != null) {
            entries.put(key, value);
        }
        return this;
    }

    /// Puts in what Java knows as String, Boolean, List or Map.
    OwnTable put(String key, Object plain, Place at) {
        return put(key, TomlValue.of(plain, at));
    }

    /// Puts in a list of one table.
    OwnTable putTables(String key, OwnTable table) {
        return put(key, new TomlList(List.of(table.done()), table.place));
    }

    TomlTable done() {
        return new TomlTable(entries, place);
    }
}
