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
        if (minor == 0) {
            return false;
        }
        for (int i = 0; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase("Connection") && hasClose(headers.value(i))) {
                return false;
            }
        }
        return true;
    }

    /// The field is a list, such as `TE, close`.
    private static boolean hasClose(String options) {
        int from = 0;
        while (from <= options.length()) {
            int comma = options.indexOf(',', from);
            int to = comma < 0 ? options.length() : comma;
            if (options.substring(from, to).strip().equalsIgnoreCase("close")) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /// Whether the client waits for a word before it sends the body.
    boolean expectsContinue() {
        return minor == 1 && "100-continue".equalsIgnoreCase(headers.first("Expect"));
    }
}
