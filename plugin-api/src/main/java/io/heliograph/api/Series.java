package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// The identity of a metric: its name and its tags. Immutable; equal when name and tags are.
///
/// A series is resolved once ([Accumulator#series]) and then named by this handle, so that a sample costs a lookup, a
/// number and a copy. What the agent has worked out for a series (what each processor does with it, its encoded
/// bytes) hangs on the handle and goes with it: hold on to handles for as long as the series lives, and no longer.
public final class Series {
    private final String name;
    private final TagSet tags;
    private final int hash;
    private volatile @Nullable Object attachment;

    private Series(String name, TagSet tags) {
        this.name = name;
        this.tags = tags;
        this.hash = 31 * name.hashCode() + tags.hashCode();
    }

    /// A series of that name and these tags, not shared with anybody. Inputs ask their accumulator instead.
    public static Series of(String name, TagSet tags) {
        return new Series(name, tags);
    }

    /// A series of that name and the tags `key, value, key, value …`.
    public static Series of(String name, String... tags) {
        return new Series(name, TagSet.of(tags));
    }

    /// The measurement.
    public String name() {
        return name;
    }

    /// All tags.
    public TagSet tags() {
        return tags;
    }

    /// The value of a tag, or null where there is none of that key.
    public @Nullable String tag(String key) {
        return tags.get(key);
    }

    /// The series of another name and the same tags.
    public Series renamed(String newName) {
        return newName.equals(name) ? this : new Series(newName, tags);
    }

    /// The series with a tag added or replaced; with an empty value, without it.
    public Series with(String key, String value) {
        return tagged(tags.with(key, value));
    }

    /// The series without a tag.
    public Series without(String key) {
        return tagged(tags.without(key));
    }

    /// The series of the same name with exactly these tags.
    public Series tagged(TagSet newTags) {
        return newTags.equals(tags) ? this : new Series(name, newTags);
    }

    /// What the host keeps with this series. For the host alone; a plugin that writes here breaks the agent.
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Replaces what the host keeps with this series. For the host alone.
    public void attach(@Nullable Object state) {
        attachment = state;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || other instanceof Series that
                        && hash == that.hash
                        && name.equals(that.name)
                        && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + tags;
    }
}
