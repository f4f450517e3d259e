package io.heliograph.api;

import org.jspecify.annotations.Nullable;

/// The tags of a target, which lie over the series that it has in common with other targets. For the host alone: what
/// a plugin sees of a series is the full identity.
///
/// A tag of the series itself wins over one of the overlay ([TagSet#orElse]). Overlays are compared by identity.
public final class Overlay {
    private final TagSet tags;
    private volatile boolean seen;
    private volatile @Nullable Object attachment;

    /// The tags of a target.
    public Overlay(TagSet tags) {
        this.tags = tags;
    }

    /// The tags.
    public TagSet tags() {
        return tags;
    }

    /// Whether anybody's answer may depend on which tags these are: a series under this overlay was asked for a tag
    /// that it does not have itself, or for all of them, or was compared.
    public boolean wasSeen() {
        return seen;
    }

    void see() {
        if (!seen) {
            seen = true;
        }
    }

    /// What the host keeps with this overlay.
    public @Nullable Object attachment() {
        return attachment;
    }

    /// Replaces what the host keeps with this overlay.
    public void attach(@Nullable Object state) {
        attachment = state;
    }
}
