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

    /// Says for all who hold its series that there will be no more, with rows of [Metric#STALE_BITS], say. Called once
    /// after the last gather, two intervals after the target went away; not where the agent stops or the target goes
    /// on elsewhere.
    ///
    /// @param epochNanos when the first gather was missed, in nanoseconds since 1970-01-01T00:00:00Z
    /// @param out takes rows until this method returns
    default void ended(long epochNanos, Accumulator out) throws Exception {}
}
