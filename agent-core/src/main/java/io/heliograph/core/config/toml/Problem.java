package io.heliograph.core.config.toml;

import io.heliograph.api.config.Place;

/// Something wrong with the configuration.
///
/// @param place file and line
/// @param key the key with the tables above it, `inputs.redis.servers`; empty where it is about no key
/// @param message the value, the rule, and the nearest known key or an example
public record Problem(Place place, String key, String message) implements Comparable<Problem> {
    @Override
    public int compareTo(Problem other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : key.compareTo(other.key);
    }

    /// In the form `file:line: key: message`.
    @Override
    public String toString() {
        String where = place.toString();
        String start = where.isEmpty() ? "" : where + ": ";
        return key.isEmpty() ? start + message : start + key + ": " + message;
    }
}
