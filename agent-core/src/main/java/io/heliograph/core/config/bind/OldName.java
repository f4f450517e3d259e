package io.heliograph.core.config.bind;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlValue;
import java.util.ArrayList;
import java.util.List;

/// An older name of a key that a configuration uses.
///
/// @param place where it stands
/// @param path the key with the tables above it
/// @param present the key of today
public record OldName(Place place, String path, String present) {
    /// What a key and its older name give together: both lists, as in Telegraf; of other values, that of the key.
    static TomlValue merged(TomlValue value, TomlValue old) {
        if (value instanceof TomlList(List<TomlValue> values, Place place) && old instanceof TomlList older) {
            List<TomlValue> both = new ArrayList<>(values);
            both.addAll(older.values());
            return new TomlList(both, place);
        }
        return value;
    }
}
