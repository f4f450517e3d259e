package io.heliograph.plugins.transform.override;

import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import io.heliograph.plugins.transform.shape.Overrides;

/// Configuration of `processors.override`.
///
/// @param overrides the name and the tags
public record OverrideConfig(
        @Option(doc = "The name and the tags.") @Inline Overrides overrides) {}
