package io.heliograph.core.output;

/// Takes the counts and problems of an output's loop.
public interface OutputCounts {
    /// A write took so long, whatever came of it.
    void wrote(long nanos);

    /// A write failed, or the output could not be opened; the rows are kept.
    void failed(Throwable problem);

    /// Rows will never be delivered: the receiver, or the format, does not take them.
    ///
    /// @param reason of the first
    void rejected(long rows, String reason);

    /// It works again.
    void recovered();
}
