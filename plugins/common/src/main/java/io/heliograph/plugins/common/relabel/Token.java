package io.heliograph.plugins.common.relabel;

/// A part of an expression of a simple shape.
sealed interface Token {
    /// These characters.
    record Text(String text) implements Token {}

    /// As many characters as there can be.
    ///
    /// @param least 0 for `.*`, 1 for `.+`
    record Any(int least) implements Token {}

    /// Where a group begins or ends.
    ///
    /// @param slot its place in [Expression#groups]
    record Mark(int slot) implements Token {}
}
