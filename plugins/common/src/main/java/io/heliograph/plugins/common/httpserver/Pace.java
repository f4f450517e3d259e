package io.heliograph.plugins.common.httpserver;

import java.time.Duration;

/// The deadline of what a conversation is at. The first head of a connection is under one from the beginning.
interface Pace {
    /// A request may begin: the connection may be taken for another client from here on.
    ///
    /// @param allowed until its first byte
    void awaitRequest(Duration allowed);

    /// The head of a further request is being read.
    void readHead(Duration allowed);

    /// The head is there; false where the connection has been given to somebody else.
    boolean begin();

    /// A body is being read.
    void readBody(Duration allowed);

    /// The client is not waited for.
    void work();

    /// An answer is being written.
    void answer(Duration allowed);

    /// Whether the last deadline was missed.
    boolean isLate();

    /// Whether no further request is wanted.
    boolean isEnding();
}
