package io.heliograph.plugins.common.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Header fields in their order. Names are compared without regard to case. Immutable.
public final class Headers {
    /// No fields.
    public static final Headers NONE = new Headers(new String[0]);

    private final String[] pairs; // name, value, name, value …

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /// The first `size` strings of `name, value, name, value …`.
    public static Headers of(String[] pairs, int size) {
        return size == 0 ? NONE : new Headers(Arrays.copyOf(pairs, size));
    }

    /// The number of fields.
    public int size() {
        return pairs.length / 2;
    }

    /// The name of a field.
    public String name(int index) {
        return pairs[2 * index];
    }

    /// The value of a field.
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /// The value of the first field of that name, or null.
    public @Nullable String first(String name) {
        for (int i = 0; i < size(); i++) {
            if (name(i).equalsIgnoreCase(name)) {
                return value(i);
            }
        }
        return null;
    }

    /// Whether there is a field of that name.
    public boolean has(String name) {
        return first(name) != null;
    }

    /// These fields, and one that replaces those of its name.
    ///
    /// @throws IllegalArgumentException for a name or value that would end its line
    public Headers with(String name, String value) {
        check(name, value);
        Headers others = without(name);
        String[] more = Arrays.copyOf(others.pairs, others.pairs.length + 2);
        more[more.length - 2] = name;
        more[more.length - 1] = value;
        return new Headers(more);
    }

    /// These fields but those of a name.
    public Headers without(String name) {
        if (!has(name)) {
            return this;
        }
        String[] kept = new String[pairs.length];
        int at = 0;
        for (int i = 0; i < size(); i++) {
            if (!name(i).equalsIgnoreCase(name)) {
                kept[at++] = name(i);
                kept[at++] = value(i);
            }
        }
        return of(kept, at);
    }

    private static void check(String name, String value) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) <= ' ' || name.charAt(i) >= 0x7f || name.charAt(i) == ':') {
                throw new IllegalArgumentException("not a header's name: '" + name + "' (try X-Api-Key)");
            }
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || name.isEmpty()) {
                throw new IllegalArgumentException(
                        "the value of header '" + name + "' has a control character at " + "" + i);
            }
        }
    }

    /// The names alone: values may be secret.
    @Override
    public String toString() {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < size(); i++) {
            names.append(i == 0 ? "" : ", ").append(name(i));
        }
        return names.toString();
    }
}
