package io.heliograph.plugins.prometheus.naming;

/// Which names are exposed as they are.
public enum NameSanitization {
    /// Letters, digits, `_` and, in names of metrics, `:`. Anything else becomes `_`.
    LEGACY,
    /// All of UTF-8, in quotes where a name needs them.
    UTF8
}
