package io.heliograph.plugins.transform.clone;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import io.heliograph.plugins.transform.shape.Overrides;

/// Configuration of `processors.clone`.
///
/// @param overrides the name and the tags of the second row
public record CloneConfig(
        @Option(doc = "The name and the tags of the second row.") @Inline
        Overrides overrides) {}
