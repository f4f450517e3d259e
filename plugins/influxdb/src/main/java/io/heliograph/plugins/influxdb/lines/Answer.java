package io.heliograph.plugins.influxdb.lines;

import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.RetryAfter;
import io.heliograph.plugins.common.text.JsonText;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a server said to a write.
///
/// @param status of HTTP
/// @param text its words: of `{"error": …}` (1.x, 3.x) or `{"message": …}` (2.x), or the body as it is
/// @param retryAfter when it wants to be asked again, or null
public record Answer(int status, String text, @Nullable Duration retryAfter) {
    private static final int TEXT_BYTES = 64 * 1024;
    private static final int SHOWN_CHARS = 500;

    static Answer of(HttpResponse response, Instant now) {
        if (response.isSuccess()) {
            String body = response.status() == 204 ? "" : response.excerpt(TEXT_BYTES);
            return new Answer(response.status(), body, null);
        }
        String body = response.excerpt(TEXT_BYTES);
        String error = JsonText.text(body, "error");
        String text = error == null ? JsonText.text(body, "message") : error;
        return new Answer(response.status(), text == null ? body : text, RetryAfter.of(response, now));
    }

    /// Status and words, shortened, for the operator.
    public String reason() {
        String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
        return shown.isEmpty() ? "status " + status : "status " + status + ": " + shown;
    }
}
