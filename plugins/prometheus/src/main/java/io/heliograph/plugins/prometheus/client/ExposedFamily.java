package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;

/// The series of one name. They have the type of the first of them, until the family is empty.
final class ExposedFamily {
    final String name;
    final ValueType type;
    private final Map<TagSet, Exposed> members = new LinkedHashMap<>();

    ExposedFamily(String name, ValueType type) {
        this.name = name;
        this.type = type;
    }

    Exposed member(TagSet labels) {
        Exposed known = members.get(labels);
        if (known != null) {
            return known;
        }
        Exposed made = new Exposed(labels);
        members.put(labels, made);
        return made;
    }

    Iterable<Exposed> members() {
        return members.values();
    }

    /// Forgets what was last refreshed before a time; whether nothing is left.
    boolean expire(long beforeNanos) {
        members.values().removeIf(member -> member.refreshedNanos - beforeNanos < 0);
        return members.isEmpty();
    }
}
