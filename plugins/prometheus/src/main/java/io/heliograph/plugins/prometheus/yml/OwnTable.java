package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table of ours while it is put together; what is put in later wins.
final class OwnTable {
    private final Map<String, TomlValue> entries = new LinkedHashMap<>();
    private final Place place;

    /// @param place of the table, and of what has none of its own
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

    /// Puts in what Java knows as String, Long, Boolean, List or Map.
    OwnTable put(String key, Object plain) {
        return put(key, TomlValue.of(plain, place));
    }

    /// Puts in all of another table, or nothing for null.
    OwnTable putAll(@Nullable TomlTable other) {
        if (other != null) {
            entries.putAll(other.entries());
        }
        return this;
    }

    /// Puts in a table below, unless it is empty.
    OwnTable putBelow(String key, OwnTable below) {
        return below.entries.isEmpty() ? this : put(key, below.done());
    }

    /// Takes a value out again.
    @Nullable
    TomlValue take(String key) {
        return entries.remove(key);
    }

    /// Takes values out, whether they are there or not.
    void remove(String... keys) {
        for (String key : keys) {
            entries.remove(key);
        }
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    TomlTable done() {
        return new TomlTable(entries, place);
    }
}
