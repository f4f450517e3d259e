package io.heliograph.plugins.transform.pivot;

import io.heliograph.api.Option;

/// Configuration of `processors.pivot`.
///
/// @param tagKey the tag whose value becomes the key of the field
/// @param valueKey the field whose value is taken
public record PivotConfig(
        @Option(doc = "The tag whose value becomes the key of the new field.", example = "name")
        String tagKey,

        @Option(doc = "The field whose value the new field gets.", example = "value")
        String valueKey) {}
