package io.heliograph.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The field keys of a row and the kinds of their values, in the order in which they were put. Immutable, and shared
/// by all rows that have the same fields, so that a row itself holds values only.
public final class FieldSet {
    /// No fields.
    public static final FieldSet EMPTY = new FieldSet(new String[0], new byte[0]);

    private final String[] keys;
    private final byte[] kinds; // ordinals of FieldKind
    private final int hash;

    private FieldSet(String[] keys, byte[] kinds) {
        this.keys = keys;
        this.kinds = kinds;
        this.hash = hash(keys, kinds, keys.length);
    }

    /// A set of the first `size` keys and kinds (ordinals of [FieldKind]); both arrays are copied.
    static FieldSet of(String[] keys, byte[] kinds, int size) {
        return size == 0 ? EMPTY : new FieldSet(Arrays.copyOf(keys, size), Arrays.copyOf(kinds, size));
    }

    static int hash(String[] keys, byte[] kinds, int size) {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * (31 * hash + keys[i].hashCode()) + kinds[i];
        }
        return hash;
    }

    /// The number of fields.
    public int size() {
        return keys.length;
    }

    /// The key of the field at `index`.
    public String key(int index) {
        return keys[index];
    }

    /// The kind of the field at `index`.
    public FieldKind kind(int index) {
        return FieldKind.at(kinds[index]);
    }

    /// The index of a field, or -1.
    public int indexOf(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether any value is an object (text or histogram).
    boolean hasObjects() {
        for (byte kind : kinds) {
            if (FieldKind.at(kind).isObject()) {
                return true;
            }
        }
        return false;
    }

    /// Whether these are just the first `size` keys and kinds; keys are compared by identity first, as parsers share
    /// them.
    boolean matches(String[] otherKeys, byte[] otherKinds, int size) {
        if (size != keys.length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (kinds[i] != otherKinds[i] || keys[i] != otherKeys[i] && !keys[i].equals(otherKeys[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof FieldSet that
                        && hash == that.hash
                        && matches(that.keys, that.kinds, that.keys.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(keys);
    }
}
