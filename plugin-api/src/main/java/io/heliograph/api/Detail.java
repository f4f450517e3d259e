package io.heliograph.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a source tells of a row beyond its values; most rows have none. Immutable, and meant to be shared: an input
/// makes it once per series or family, so that a row in steady state costs a reference.
///
/// @param metadata of the family that the values belong to, or null
/// @param createdNanos when counting began (OpenMetrics' `_created`, a start timestamp), in nanoseconds since
///     1970-01-01T00:00:00Z; 0 for unknown
/// @param exemplars examples of what was measured, in the order of the source
public record Detail(@Nullable Metadata metadata, long createdNanos, List<Exemplar> exemplars) {
    /// Nothing but metadata.
    public static Detail of(Metadata metadata) {
        return new Detail(metadata, 0, List.of());
    }

    /// Copies the list.
    public Detail {
        exemplars = List.copyOf(exemplars);
    }

    /// The same without exemplars, which are good for one row only.
    public Detail withoutExemplars() {
        return exemplars.isEmpty() ? this : new Detail(metadata, createdNanos, List.of());
    }

    /// What a source says of a metric family. The type is that of the row, see [Metric#type].
    ///
    /// @param family the name as the source has it; a field's key may be longer by `_total`, `_bucket` and the like
    /// @param help what it means, in words; empty for none
    /// @param unit of the values, as OpenMetrics names them (`seconds`); empty for none
    public record Metadata(String family, String help, String unit) {}

    /// A measured example, mostly with the trace that it came from.
    ///
    /// @param field the key of the row's field that it belongs to; one whose field is gone belongs to nothing
    /// @param labels of the exemplar, such as `trace_id`
    /// @param value that was measured; it tells the bucket of a native histogram
    /// @param epochNanos when, in nanoseconds since 1970-01-01T00:00:00Z; 0 for unknown
    public record Exemplar(String field, TagSet labels, double value, long epochNanos) {
        /// Whether it is known when this was.
        public boolean isTimed() {
            return epochNanos != 0;
        }
    }
}
