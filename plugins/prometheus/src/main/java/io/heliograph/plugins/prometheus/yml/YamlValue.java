package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import java.util.List;
import java.util.Map;

/// A value of a YAML document with its place. Scalars are texts until somebody knows what they are for, so that a
/// label `1.10` stays what was written.
sealed interface YamlValue {
    /// Where the key of the value stands, or the value itself in a list.
    Place place();

    /// What it is, for messages.
    String kind();

    /// The same, told at another place.
    YamlValue at(Place place);

    /// Nothing: `key:` with nothing behind it, `~` or `null`.
    record Nothing(Place place) implements YamlValue {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public Nothing at(Place other) {
            return new Nothing(other);
        }
    }

    /// A scalar.
    ///
    /// @param text as it stands there, without quotes
    /// @param plain whether there were no quotes, so that it may be a number or a truth value
    record Scalar(String text, boolean plain, Place place) implements YamlValue {
        @Override
        public String kind() {
            return "a single value";
        }

        @Override
        public Scalar at(Place other) {
            return new Scalar(text, plain, other);
        }
    }

    /// A list.
    record Items(List<YamlValue> values, Place place) implements YamlValue {
        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Items at(Place other) {
            return new Items(values, other);
        }
    }

    /// A mapping.
    record Mapping(Map<String, YamlValue> entries, Place place) implements YamlValue {
        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public Mapping at(Place other) {
            return new Mapping(entries, other);
        }
    }
}
