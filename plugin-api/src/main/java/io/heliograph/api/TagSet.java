package io.heliograph.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a series: an immutable map of non-empty keys to non-empty values, sorted by key.
///
/// Keys are ordered by their Unicode code points, which is the order of their UTF-8 bytes, as InfluxDB wants them. A
/// tag with an empty value is no tag: it is left out wherever a set is made.
public final class TagSet {
    /// No tags.
    public static final TagSet EMPTY = new TagSet(new Tag[0]);

    private final Tag[] tags; // sorted by key
    private final int hash;

    private TagSet(Tag[] tags) {
        this.tags = tags;
        int sum = 0;
        for (Tag tag : tags) {
            sum += tag.hashCode(); // a sum, so that the hash of two sets together is found without merging them
        }
        this.hash = sum;
    }

    /// A set of `key, value, key, value …`, in any order; of a key that is there twice the last value counts.
    ///
    /// @throws IllegalArgumentException for an odd number of strings
    public static TagSet of(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("tags come in pairs, got " + pairs.length + " strings");
        }
        Tag[] sorted = new Tag[pairs.length / 2];
        int size = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            size = put(sorted, size, pairs[at], pairs[at + 1]);
        }
        return ofFirst(sorted, size);
    }

    /// The same entries as the map's.
    public static TagSet of(Map<String, String> tags) {
        Tag[] sorted = new Tag[tags.size()];
        int size = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            size = put(sorted, size, tag.getKey(), tag.getValue());
        }
        return ofFirst(sorted, size);
    }

    private static TagSet ofFirst(Tag[] sorted, int size) {
        if (size == 0) {
            return EMPTY;
        }
        return new TagSet(size == sorted.length ? sorted : Arrays.copyOf(sorted, size));
    }

    /// Puts a tag where it belongs among the first ones: replaces that of its key, which an empty value takes out.
    ///
    /// @return how many there are now
    private static int put(Tag[] sorted, int size, String key, String value) {
        if (key.isEmpty()) {
            return size;
        }
        Tag tag = Tag.of(key, value);
        int at = placeAfter(sorted, size, tag);
        boolean replaces = at > 0 && sorted[at - 1].key().equals(key);
        if (replaces && value.isEmpty()) {
            System.arraycopy(sorted, at, sorted, at - 1, size - at);
            return size - 1;
        }
        if (replaces) {
            sorted[at - 1] = tag;
        } else if (!value.isEmpty()) {
            System.arraycopy(sorted, at, sorted, at + 1, size - at);
            sorted[at] = tag;
            return size + 1;
        }
        return size;
    }

    /// The place after the last of the first ones whose key is not beyond the tag's: mostly the end.
    private static int placeAfter(Tag[] sorted, int size, Tag tag) {
        if (size == 0 || sorted[size - 1].compareKey(tag) <= 0) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle].compareKey(tag) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The number of tags.
    public int size() {
        return tags.length;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return tags.length == 0;
    }

    /// The tag at `index`, counted in the order of keys.
    public Tag tag(int index) {
        return tags[index];
    }

    /// The key of the tag at `index`.
    public String key(int index) {
        return tags[index].key();
    }

    /// The value of the tag at `index`.
    public String value(int index) {
        return tags[index].value();
    }

    /// The value of a tag, or null where there is none of that key.
    public @Nullable String get(String key) {
        for (Tag tag : tags) {
            if (tag.key().equals(key)) {
                return tag.value();
            }
        }
        return null;
    }

    /// Whether there is a tag of that key.
    public boolean has(String key) {
        return get(key) != null;
    }

    /// This set with a tag added or replaced; with an empty value, without it.
    public TagSet with(String key, String value) {
        String present = get(key);
        if (value.equals(present) || value.isEmpty() && present == null) {
            return this;
        }
        Tag[] changed = Arrays.copyOf(tags, tags.length + 1);
        return ofFirst(changed, put(changed, tags.length, key, value));
    }

    /// This set without the tag of that key.
    public TagSet without(String key) {
        return with(key, "");
    }

    /// This set and those of `defaults` whose key it does not have.
    public TagSet orElse(TagSet defaults) {
        if (defaults.isEmpty()) {
            return this;
        }
        return isEmpty() ? defaults : merged(this, defaults);
    }

    /// This set with all tags of `other` added, which win over its own.
    public TagSet and(TagSet other) {
        return other.orElse(this);
    }

    private static TagSet merged(TagSet upper, TagSet lower) {
        Tag[] all = new Tag[upper.size() + lower.size()];
        int size = 0;
        int under = 0;
        for (Tag tag : upper.tags) {
            while (under < lower.size() && lower.tags[under].compareKey(tag) < 0) {
                all[size++] = lower.tags[under++];
            }
            if (under < lower.size() && lower.tags[under].compareKey(tag) == 0) {
                under++;
            }
            all[size++] = tag;
        }
        while (under < lower.size()) {
            all[size++] = lower.tags[under++];
        }
        return ofFirst(all, size);
    }

    /// The hash of `orElse(defaults)`, without making it.
    int hashOr(TagSet defaults) {
        int sum = hash;
        for (Tag tag : defaults.tags) {
            sum += has(tag.key()) ? 0 : tag.hashCode();
        }
        return sum;
    }

    /// A copy that can be changed, in the order of keys.
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        for (Tag tag : tags) {
            map.put(tag.key(), tag.value());
        }
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof TagSet that && hash == that.hash && Arrays.equals(tags, that.tags);
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
            text.append(i == 0 ? "" : ", ").append(tags[i]);
        }
        return text.append('}').toString();
    }
}
