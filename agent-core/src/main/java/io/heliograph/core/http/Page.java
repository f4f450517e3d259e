package io.heliograph.core.http;

import java.nio.charset.StandardCharsets;

/// An answer.
///
/// @param status of HTTP
/// @param type its media type
record Page(int status, String type, byte[] body) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    static Page text(int status, String text) {
        return new Page(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static Page json(int status, byte[] json) {
        return new Page(status, JSON, json);
    }

    /// In Prometheus' text format.
    static Page metrics(String text) {
        return new Page(200, METRICS, text.getBytes(StandardCharsets.UTF_8));
    }
}
