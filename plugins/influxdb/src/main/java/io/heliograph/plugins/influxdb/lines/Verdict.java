package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.WriteResult;

/// What an answer means.
public sealed interface Verdict {
    /// How a reason begins where somebody has to mend something: credentials, addresses.
    String ALARM = "takes none of our rows until somebody mends it: ";

    /// The server has the lines.
    record Stored() implements Verdict {}

    /// Some lines are bad, and the words may say which.
    ///
    /// @param text the server's words
    record Report(String text) implements Verdict {}

    /// The database is not there.
    ///
    /// @param reason for the operator
    record Missing(String reason) implements Verdict {}

    /// Nothing is delivered.
    ///
    /// @param result what the host is told
    record Failed(WriteResult result) implements Verdict {}

    /// Nothing is delivered for now, which time may mend.
    static Verdict later(Answer answer) {
        return new Failed(WriteResult.retry(answer.retryAfter(), answer.reason()));
    }

    /// Nothing is delivered until somebody mends it.
    static Verdict alarm(Answer answer) {
        return new Failed(WriteResult.retry(answer.retryAfter(), ALARM + answer.reason()));
    }

    /// Something in the batch is bad.
    static Verdict refused(Answer answer) {
        return new Failed(new WriteResult.Refused(answer.reason()));
    }

    /// The body is too large.
    static Verdict tooLarge(Answer answer) {
        return new Failed(new WriteResult.TooLarge(answer.reason()));
    }
}
