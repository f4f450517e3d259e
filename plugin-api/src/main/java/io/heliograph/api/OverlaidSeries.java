package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// A series under the tags of a target: the full identity, put together when somebody looks. Whoever looks at what the
/// target may decide is noted in the [Overlay].
final class OverlaidSeries extends Series {
    private final Series base;
    private final Overlay overlay;
    private @Nullable TagSet merged; // a race makes it twice

    OverlaidSeries(Series base, Overlay overlay) {
        super(base.name(), base.ownTags());
        this.base = base;
        this.overlay = overlay;
    }

    @Override
    public Series base() {
        return base;
    }

    @Override
    public Overlay overlay() {
        return overlay;
    }

    @Override
    public TagSet tags() {
        overlay.see();
        TagSet known = merged;
        if (known == null) {
            known = ownTags().orElse(overlay.tags());
            merged = known;
        }
        return known;
    }

    @Override
    public @Nullable String tag(String key) {
        String own = ownTags().get(key);
        if (own != null) {
            return own;
        }
        overlay.see();
        return overlay.tags().get(key);
    }

    @Override
    public Series renamed(String newName) {
        return newName.equals(name()) ? this : base.renamed(newName).over(overlay);
    }

    @Override
    public Series with(String key, String value) {
        if (value.isEmpty()) {
            return without(key);
        }
        Series changed = base.with(key, value);
        return changed == base ? this : changed.over(overlay);
    }

    @Override
    public Series without(String key) {
        overlay.see();
        return tagged(tags().without(key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverlaidSeries that && that.base == base && that.overlay == overlay
                || super.equals(other);
    }

    @Override
    public int hashCode() {
        overlay.see();
        return 31 * name().hashCode() + ownTags().hashOr(overlay.tags());
    }
}
