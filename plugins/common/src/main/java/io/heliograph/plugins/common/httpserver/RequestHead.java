package io.heliograph.plugins.common.httpserver;

import io.heliograph.plugins.common.http.Headers;

/// Request line and fields.
///
/// @param method a token, as it came
/// @param target path and perhaps a query, beginning with `/`; visible ASCII only
/// @param minor of the protocol's version: 0 or 1
/// @param headers as they came
/// @param length of the body as declared; 0 where there is none, -1 where it comes in chunks
record RequestHead(String method, String target, int minor, Headers headers, long length) {
    static final long CHUNKED = -1;

    /// Whether the client wants the connection for more.
    boolean isPersistent() {
        String connection = headers.first("Connection");
        return minor == 1 && (connection == null || !connection.equalsIgnoreCase("close"));
    }

    /// Whether the client waits for a word before it sends the body.
    boolean expectsContinue() {
        return minor == 1 && "100-continue".equalsIgnoreCase(headers.first("Expect"));
    }
}
