package io.heliograph.api;

/// Reads rows in one data format. Its name is `parsers.` and what stands after `data_format`.
///
/// Used by one thread at a time.
public non-sealed interface Parser extends Plugin {
    /// Emits the rows of a text.
    ///
    /// @throws ParseException where any of it could not be read. A format of lines emits its good lines all the same,
    ///     unless its rules say that one fault spoils the whole.
    void parse(ByteSource text, Accumulator out) throws ParseException;
}
