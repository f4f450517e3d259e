package io.heliograph.plugins.common.httpserver;

import io.heliograph.plugins.common.http.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// An answer.
///
/// @param status of HTTP, 200 to 599
/// @param headers but for those that frame it: `Content-Length`, `Connection` and `Date`
/// @param body may be empty; stays the giver's
public record Response(int status, Headers headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];
    private static final int VALUE_CHARS = 1024;

    /// An answer without a body.
    public static Response of(int status) {
        return new Response(status, Headers.NONE, NOTHING);
    }

    /// An answer with a text.
    public static Response of(int status, String contentType, String text) {
        return new Response(
                status, Headers.NONE.with("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /// What a handler says that has nothing to say of its own.
    static Response of(HttpProblem problem) {
        Response plain = of(problem.status(), "text/plain; charset=utf-8", problem.message() + "\n");
        return plain.retryAfter(problem.retryAfter());
    }

    /// The same with a header more, whose value is made fit for one line.
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, printable(value)), body);
    }

    /// The same with `Retry-After` in whole seconds, at least 1; without where the time is zero.
    public Response retryAfter(Duration after) {
        return after.isZero() ? this : with("Retry-After", Long.toString(Math.max(1, after.toSeconds())));
    }

    private static String printable(String text) {
        int length = Math.min(VALUE_CHARS, text.length());
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            line.append(c < ' ' ? ' ' : c > '~' ? '?' : c);
        }
        return line.toString();
    }
}
