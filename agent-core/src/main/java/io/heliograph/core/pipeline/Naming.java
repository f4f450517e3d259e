package io.heliograph.core.pipeline;

import org.jspecify.annotations.Nullable;

/// `name_override`, `name_prefix` and `name_suffix`.
///
/// @param override in place of the name
/// @param prefix before it
/// @param suffix behind it
public record Naming(
        @Nullable String override,
        @Nullable String prefix,
        @Nullable String suffix) {
    /// Names stay as they are.
    public static final Naming NONE = new Naming(null, null, null);

    /// The name to go on under.
    public String apply(String name) {
        String base = override == null || override.isEmpty() ? name : override;
        return (prefix == null ? "" : prefix) + base + (suffix == null ? "" : suffix);
    }
}
