package io.heliograph.core.channel;

import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// What becomes of the rows of a series where they are filtered and named.
///
/// @param series the identity to go on under; null where the rows are filtered
/// @param fields the fields that go on; null for all
public record Admission(@Nullable Series series, @Nullable FieldFilter fields) {
    /// The rows are filtered.
    public static final Admission REFUSED = new Admission(null, null);

    /// Whether rows go on exactly as they are.
    public boolean keeps(Series original) {
        return series == original && fields == null;
    }
}
