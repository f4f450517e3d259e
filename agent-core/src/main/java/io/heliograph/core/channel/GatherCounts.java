package io.heliograph.core.channel;

/// Takes the counts of an accumulator, once per batch.
public interface GatherCounts {
    /// @param gathered rows emitted by the input
    /// @param filtered rows of these that its filters held back
    void count(long gathered, long filtered);

    /// A problem that the input reported.
    void error(Throwable problem);
}
