package io.heliograph.plugins.prometheus.yml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What stands at some place of `prometheus.yml`.
sealed interface Shape {
    /// A single value.
    enum Single implements Shape {
        /// Any text.
        TEXT,
        /// A path, relative to the folder of the file.
        PATH,
        /// `1m30s`.
        DURATION,
        /// `10MB`, of 1024 KB each.
        SIZE,
        /// A whole number from 0 up.
        COUNT,
        /// A number.
        DECIMAL,
        /// True or false.
        FLAG
    }

    /// A list.
    record ListOf(Shape item) implements Shape {}

    /// A mapping with keys of the user's choice.
    record MapOf(Shape value) implements Shape {}

    /// A mapping with known keys.
    record Fields(Map<String, Shape> byKey) implements Shape {
        /// These and others.
        Fields and(String key, Shape shape) {
            Map<String, Shape> more = new LinkedHashMap<>(byKey);
            more.put(key, shape);
            return new Fields(Collections.unmodifiableMap(more));
        }

        /// The same of several keys.
        Fields and(Shape shape, String... keys) {
            Fields all = this;
            for (String key : keys) {
                all = all.and(key, shape);
            }
            return all;
        }

        /// These and those.
        Fields and(Fields others) {
            Fields all = this;
            for (Map.Entry<String, Shape> other : others.byKey.entrySet()) {
                all = all.and(other.getKey(), other.getValue());
            }
            return all;
        }
    }

    /// Whatever stands there: it is not run.
    record Anything() implements Shape {}

    /// No fields yet.
    static Fields fields() {
        return new Fields(Map.of());
    }
}
