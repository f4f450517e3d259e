package io.heliograph.plugins.influxdb.listener;

import com.sun.net.httpserver.HttpExchange;
import io.heliograph.plugins.common.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An answer.
///
/// @param status of HTTP
/// @param json the body; empty for none
/// @param error for `X-Influxdb-Error`, or null
/// @param retryAfter for `Retry-After`, or null
record Reply(
        int status,
        String json,
        @Nullable String error,
        @Nullable Duration retryAfter) {
    private static final int HEADER_CHARS = 1024;
    static final Reply DONE = new Reply(204, "", null, null);

    static Reply json(String json) {
        return new Reply(200, json, null, null);
    }

    static Reply error(int status, String message) {
        return new Reply(status, "{\"error\":" + JsonText.quoted(message) + "}", message, null);
    }

    static Reply later(int status, String message, Duration after) {
        return new Reply(status, "{\"error\":" + JsonText.quoted(message) + "}", message, after);
    }

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-Influxdb-Version", "1.0");
        if (error != null) {
            exchange.getResponseHeaders().set("X-Influxdb-Error", printable(error));
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().set("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        boolean bare = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        if (!bare) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(HEADER_CHARS, text.length()); i++) {
            char c = text.charAt(i);
            line.append(c < ' ' ? ' ' : c > '~' ? '?' : c);
        }
        return line.toString();
    }
}
