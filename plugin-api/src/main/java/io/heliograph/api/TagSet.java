package io.heliograph.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tags of a series: an immutable map of non-empty keys to non-empty values, sorted by key.
///
/// Keys are ordered by their Unicode code points, which is the order of their UTF-8 bytes, as InfluxDB wants them. A
/// tag with an empty value is no tag: it is left out wherever a set is made.
public final class TagSet {
    /// No tags.
    public static final TagSet EMPTY = new TagSet(new String[0]);

    private final String[] pairs; // key, value, key, value …
    private final int hash;

    private TagSet(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /// A set of `key, value, key, value …`, in any order; of a key that is there twice the last value counts.
    ///
    /// @throws IllegalArgumentException for an odd number of strings
    public static TagSet of(String... pairs) {
        if (pairs.length == 0) {
            return EMPTY;
        }
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("tags come in pairs, got " + pairs.length + " strings");
        }
        return isCanonical(pairs) ? new TagSet(pairs.clone()) : sorted(pairs);
    }

    /// The same entries as the map's.
    public static TagSet of(Map<String, String> tags) {
        String[] pairs = new String[2 * tags.size()];
        int at = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            pairs[at++] = tag.getKey();
            pairs[at++] = tag.getValue();
        }
        return of(pairs);
    }

    private static boolean isCanonical(String[] pairs) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at].isEmpty()
                    || pairs[at + 1].isEmpty()
                    || at > 0 && compareKeys(pairs[at - 2], pairs[at]) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static TagSet sorted(String[] pairs) {
        Map<String, String> ordered = new TreeMap<>(TagSet::compareKeys);
        for (int at = 0; at < pairs.length; at += 2) {
            ordered.put(pairs[at], pairs[at + 1]);
        }
        ordered.entrySet()
                .removeIf(tag -> tag.getKey().isEmpty() || tag.getValue().isEmpty());
        return ofOrdered(ordered);
    }

    private static TagSet ofOrdered(Map<String, String> ordered) {
        if (ordered.isEmpty()) {
            return EMPTY;
        }
        String[] pairs = new String[2 * ordered.size()];
        int at = 0;
        for (Map.Entry<String, String> tag : ordered.entrySet()) {
            pairs[at++] = tag.getKey();
            pairs[at++] = tag.getValue();
        }
        return new TagSet(pairs);
    }

    /// By code points: `String.compareTo` would put a surrogate pair before U+E000.
    static int compareKeys(String left, String right) {
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

    /// The number of tags.
    public int size() {
        return pairs.length / 2;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /// The key of the tag at `index`, counted in the order of keys.
    public String key(int index) {
        return pairs[2 * index];
    }

    /// The value of the tag at `index`.
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /// The value of a tag, or null where there is none of that key.
    public @Nullable String get(String key) {
        int index = indexOf(key);
        return index < 0 ? null : value(index);
    }

    /// Whether there is a tag of that key.
    public boolean has(String key) {
        return indexOf(key) >= 0;
    }

    private int indexOf(String key) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at].equals(key)) {
                return at / 2;
            }
        }
        return -1;
    }

    /// This set with a tag added or replaced; with an empty value, without it.
    public TagSet with(String key, String value) {
        if (value.equals(get(key))) {
            return this;
        }
        String[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = key;
        more[pairs.length + 1] = value;
        return sorted(more);
    }

    /// This set without the tag of that key.
    public TagSet without(String key) {
        return has(key) ? with(key, "") : this;
    }

    /// This set and those of `defaults` whose key it does not have.
    public TagSet orElse(TagSet defaults) {
        if (defaults.isEmpty()) {
            return this;
        }
        return isEmpty() ? defaults : merged(defaults, this);
    }

    /// This set with all tags of `other` added, which win over its own.
    public TagSet and(TagSet other) {
        return other.orElse(this);
    }

    private static TagSet merged(TagSet lower, TagSet upper) {
        String[] all = Arrays.copyOf(lower.pairs, lower.pairs.length + upper.pairs.length);
        System.arraycopy(upper.pairs, 0, all, lower.pairs.length, upper.pairs.length);
        return sorted(all);
    }

    /// A copy that can be changed, in the order of keys.
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            map.put(key(i), value(i));
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof TagSet that && hash == that.hash && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// In the form `{a="1", b="2"}`, for logs.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(key(i))
                    .append("=\"")
                    .append(value(i))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
