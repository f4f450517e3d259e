package io.heliograph.core.config;

import io.heliograph.api.Option;
import org.jspecify.annotations.Nullable;

/// How the core renames what a plugin emits or takes.
public record Naming(
        @Option(doc = "Measurement name instead of the plugin's own.", example = "cache") @Nullable
        String nameOverride,

        @Option(doc = "Put before the measurement name.", example = "prod_") @Nullable
        String namePrefix,

        @Option(doc = "Put after the measurement name.", example = "_raw") @Nullable
        String nameSuffix) {

    /// Whether names stay as they are.
    public boolean isNone() {
        return nameOverride == null && namePrefix == null && nameSuffix == null;
    }
}
