package io.heliograph.plugins.common.httpserver;

import java.io.IOException;

/// Answers the requests of a listener, each on the thread of its connection.
@FunctionalInterface
public interface RequestHandler {
    /// The answer to a request.
    ///
    /// @throws HttpProblem is answered as a plain text
    /// @throws IOException ends the connection without an answer
    Response answer(Request request) throws IOException, InterruptedException;
}
