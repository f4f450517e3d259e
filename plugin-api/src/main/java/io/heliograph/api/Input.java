package io.heliograph.api;

/// Pulls: reads something at every interval.
public non-sealed interface Input extends Plugin {
    /// Reads once and emits what there is.
    ///
    /// Never overlaps itself. Interrupted at `gather_timeout`, which closes sockets that it waits for.
    ///
    /// @param out takes rows until this method returns
    /// @throws Exception where nothing could be read; rows emitted before it are kept. Where a part could not be
    ///     read, tell [Accumulator#error] and go on.
    void gather(Accumulator out) throws Exception;
}
