package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The series of one name. They have the type of the first of them, until the family is empty.
final class ExposedFamily {
    final String name;
    final ValueType type;
    private final Map<TagSet, Exposed> members = new LinkedHashMap<>();
    private boolean relabelled;

    ExposedFamily(String name, ValueType type) {
        this.name = name;
        this.type = type;
    }

    @Nullable
    Exposed member(TagSet key) {
        return members.get(key);
    }

    void add(TagSet key, Exposed member) {
        members.put(key, member);
    }

    /// Notes that a member shows labels that are not its key.
    void relabel() {
        relabelled = true;
    }

    /// Whether two members may show the same labels.
    boolean isRelabelled() {
        return relabelled;
    }

    @Nullable
    Exposed remove(TagSet key) {
        return members.remove(key);
    }

    Iterable<Exposed> members() {
        return members.values();
    }

    int size() {
        return members.size();
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /// Forgets what was last refreshed before a time; how many bytes that frees.
    long expire(long beforeNanos) {
        long freed = 0;
        for (Iterator<Exposed> all = members.values().iterator(); all.hasNext(); ) {
            Exposed member = all.next();
            if (member.refreshedNanos - beforeNanos < 0) {
                freed += member.retainedBytes();
                all.remove();
            }
        }
        return freed;
    }

    boolean isGrouped() {
        return Naming.isGrouped(type);
    }
}
