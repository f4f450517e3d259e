package io.heliograph.core.control;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a command asks for.
///
/// @param command `buffer list`, `dlq show` …
/// @param queue which one; empty for all
/// @param output that adopts; else empty
/// @param rows at the most, of commands that show some
/// @param reason of dead letters: a part of it; empty for any
/// @param confirmed whether what is lost for good may go
public record Request(String command, String queue, String output, long rows, String reason, boolean confirmed) {
    /// Of a command that needs no more than a queue.
    public static Request of(String command, String queue) {
        return new Request(command, queue, "", 0, "", false);
    }

    /// One line of JSON.
    String line() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("command", command);
        object.put("queue", queue);
        object.put("output", output);
        object.put("rows", rows);
        object.put("reason", reason);
        object.put("confirmed", confirmed);
        return Json.line(object);
    }

    static Request read(String line) throws IOException {
        Map<String, @Nullable Object> object = Json.object(line);
        Object rows = object.get("rows");
        return new Request(
                text(object, "command"),
                text(object, "queue"),
                text(object, "output"),
                rows instanceof Long number ? number : 0,
                text(object, "reason"),
                Boolean.TRUE.equals(object.get("confirmed")));
    }

    private static String text(Map<String, @Nullable Object> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }
}
