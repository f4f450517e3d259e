package io.heliograph.core.buffer;

/// Takes a buffer's counts, once per batch.
public interface BufferCounts {
    /// Rows that were delivered.
    void written(long rows);

    /// Rows that the receiver will never take, or that no format can carry.
    void rejected(long rows, String reason);

    /// Rows that left undelivered for want of room.
    void dropped(long rows, String reason);

    /// Of the rejected rows, so many are kept as dead letters.
    default void letters(long rows) {}

    /// Dead letters are gone, or could not be kept, and nobody asked for that.
    default void lettersLost(long rows, String reason) {}
}
