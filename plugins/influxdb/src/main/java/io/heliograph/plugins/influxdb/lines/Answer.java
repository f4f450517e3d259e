package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.ByteSink;
import io.heliograph.plugins.common.http.HttpResponse;
import io.heliograph.plugins.common.http.RetryAfter;
import io.heliograph.plugins.common.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a server said to a write.
///
/// @param status of HTTP
/// @param done whether that is a success, and the body says nothing else
/// @param text its words: of `{"error": …}` (1.x, 3.x) or `{"message": …}` (2.x), or the body as it is
/// @param retryAfter when it wants to be asked again, or null
public record Answer(
        int status, boolean done, String text, @Nullable Duration retryAfter) {
    private static final int TEXT_BYTES = 64 * 1024;
    private static final int SHOWN_CHARS = 500;

    /// @throws IOException for a success whose body is cut off or larger than any that a write gets: it says nothing
    static Answer of(HttpResponse response, Instant now) throws IOException {
        if (response.isSuccess()) {
            return ofSuccess(response);
        }
        String body = response.excerpt(TEXT_BYTES);
        String error = JsonText.text(body, "error");
        String text = error == null ? JsonText.text(body, "message") : error;
        return new Answer(
                response.status(),
                false,
                elsewhere(response) + (text == null ? body : text),
                RetryAfter.of(response, now));
    }

    /// A page for people is the answer of something that is no database: a gateway, or a hotel's network.
    private static Answer ofSuccess(HttpResponse response) throws IOException {
        ByteSink read = new ByteSink(64);
        response.readInto(read, TEXT_BYTES);
        String body = new String(read.array(), 0, read.size(), StandardCharsets.UTF_8).strip();
        String error = JsonText.text(body, "error");
        if (error != null && !error.isEmpty()) {
            return new Answer(response.status(), false, error, null);
        }
        String type = response.header("Content-Type");
        boolean page = !body.isEmpty() && type != null && type.startsWith("text/html");
        return new Answer(response.status(), !page, page ? "a page, not an answer to a write" : body, null);
    }

    private static String elsewhere(HttpResponse response) {
        String to = response.status() / 100 == 3 ? response.header("Location") : null;
        return to == null ? "" : "redirects to " + to.split("[?#]", 2)[0] + ", which is not followed ";
    }

    /// Status and words, shortened, for the operator.
    public String reason() {
        String shown = text.strip();
        shown = shown.length() > SHOWN_CHARS ? shown.substring(0, SHOWN_CHARS) + "…" : shown;
        return shown.isEmpty() ? "status " + status : "status " + status + ": " + shown;
    }
}
