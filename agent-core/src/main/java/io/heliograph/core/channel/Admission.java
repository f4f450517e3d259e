package io.heliograph.core.channel;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// What becomes of the rows of a series where they are filtered and named.
///
/// @param series the identity to go on under; null where the rows are filtered. Where it is under the tags of a target,
///     those of the row's own target go in their place
/// @param fields the fields that go on; null for all
public record Admission(@Nullable Series series, @Nullable FieldFilter fields) {
    /// The rows are filtered.
    public static final Admission REFUSED = new Admission(null, null);

    /// Whether rows go on exactly as they are.
    public boolean keeps(Series base, @Nullable Overlay target) {
        return series != null && fields == null && series.base() == base && under(series, target) == target;
    }

    /// The tags that an identity is to be under: those of the row's target, where it is under any.
    public static @Nullable Overlay under(Series series, @Nullable Overlay target) {
        return series.overlay() == null ? null : target;
    }
}
