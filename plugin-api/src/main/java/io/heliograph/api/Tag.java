package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// A tag: a key and a value, neither empty. Immutable; equal when both are.
///
/// Series have most of their tags in common with others, so equal tags that are made one after the other are mostly
/// one object, and what the agent has worked out for a tag (its encoded bytes) is kept once. That is a bounded table
/// of the latest, and no register: a tag is gone with the last series that has it.
public final class Tag {
    private static final int SLOTS = 4096;
    private static final @Nullable Tag[] RECENT = new @Nullable Tag[SLOTS]; // races lose a tag, which is made again

    private final String key;
    private final String value;
    private volatile @Nullable Object attachment;

    private Tag(String key, String value) {
        this.key = key;
        this.value = value;
    }

    /// A tag of that key and value, which others may have too.
    static Tag of(String key, String value) {
        int slot = hash(key, value) >>> 20;
        Tag recent = RECENT[slot];
        if (recent != null && recent.value.equals(value) && recent.key.equals(key)) {
            return recent;
        }
        Tag made = new Tag(key, value);
        RECENT[slot] = made;
        return made;
    }

    private static int hash(String key, String value) {
        int hash = (31 * key.hashCode() + value.hashCode()) * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    /// The key.
    public String key() {
        return key;
    }

    /// The value.
    public String value() {
        return value;
    }

    /// The order of keys by their Unicode code points, which is that of their UTF-8 bytes: `String.compareTo` would put
    /// a surrogate pair before U+E000.
    public int compareKey(Tag other) {
        return compare(key, other.key);
    }

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothSurrogates = Character.isSurrogate(a) == Character.isSurrogate(b);
                return bothSurrogates ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// What the host keeps with this tag. For the host alone.
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Replaces what the host keeps with this tag. For the host alone.
    public void attach(@Nullable Object state) {
        attachment = state;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof Tag that && key.equals(that.key) && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return hash(key, value);
    }

    @Override
    public String toString() {
        return key + "=\"" + value + '"';
    }
}
