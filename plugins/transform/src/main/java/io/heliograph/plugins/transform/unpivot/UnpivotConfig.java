package io.heliograph.plugins.transform.unpivot;

import io.heliograph.api.Option;

/// Configuration of `processors.unpivot`.
///
/// @param useFieldnameAs where the key of a field goes
/// @param tagKey the tag that holds it
/// @param valueKey the field that holds the value
public record UnpivotConfig(
        @Option(
                doc = "Where the key of a field goes: into a `tag`, or into the name of the `metric`.",
                defaultValue = "tag")
        Place useFieldnameAs,

        @Option(doc = "The tag that holds the key of the field.", defaultValue = "name")
        String tagKey,

        @Option(doc = "The field that holds the value.", defaultValue = "value")
        String valueKey) {
    /// Where the key of a field goes.
    public enum Place {
        /// Into a tag.
        TAG,
        /// Into the name.
        METRIC
    }
}
