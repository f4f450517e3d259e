package io.heliograph.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The identity of a metric: its name and its tags. Immutable; equal when name and tags are.
///
/// A series is resolved once ([Accumulator#series]) and then named by this handle, so that a sample costs a lookup, a
/// number and a copy. What the agent has worked out for a series (what each processor does with it) hangs on the
/// handle and goes with it: hold on to handles for as long as the series lives, and no longer.
///
/// Inside, the agent keeps a series that a thousand targets have in common once, and the tags of each target once, as
/// an [Overlay]. The two together are a light object, made where somebody looks, which is equal to the series of that
/// name and all those tags, and has its hash.
public sealed class Series permits OverlaidSeries {
    private static final VarHandle ATTACHMENT = attachmentHandle();

    private final String name;
    private final TagSet tags;

    @SuppressWarnings("unused") // through ATTACHMENT
    private volatile @Nullable Object attachment;

    Series(String name, TagSet tags) {
        this.name = name;
        this.tags = tags;
    }

    private static VarHandle attachmentHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Series.class, "attachment", Object.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
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
    public final String name() {
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
        return newTags.equals(tags()) ? this : new Series(name, newTags);
    }

    /// The series without its target's tags. For the host alone, as all that follows.
    public Series base() {
        return this;
    }

    /// The target's tags, or null where there are none apart.
    public @Nullable Overlay overlay() {
        return null;
    }

    /// The series under the tags of a target, in place of those that it is under.
    public final Series over(@Nullable Overlay target) {
        return target == null ? base() : new OverlaidSeries(base(), target);
    }

    final TagSet ownTags() {
        return tags;
    }

    /// What the host keeps with this series. A plugin that writes here breaks the agent.
    public final @Nullable Object attachment() {
        return attachment;
    }

    /// Replaces what the host keeps with this series, where it is what it is taken to be.
    ///
    /// @return whether it was
    public final boolean attach(@Nullable Object expected, @Nullable Object state) {
        return ATTACHMENT.compareAndSet(this, expected, state);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof Series that && name.equals(that.name) && tags().equals(that.tags());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + tags.hashCode();
    }

    @Override
    public String toString() {
        return name + tags();
    }
}
