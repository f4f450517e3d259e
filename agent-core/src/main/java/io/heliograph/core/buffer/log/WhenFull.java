package io.heliograph.core.buffer.log;

/// What goes where there is no room for more.
public enum WhenFull {
    /// The oldest rows, a whole segment at a time.
    DROP_OLDEST,
    /// What comes: pushes are told so, and polled rows are dropped.
    REJECT
}
