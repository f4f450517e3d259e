package io.heliograph.core.control;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of a [Request].
///
/// @param code the exit code of the command: 0 it is done, 1 something went wrong, 2 it asks for what there is not
/// @param error what is told where the code is not 0
/// @param result as the command has it
public record Answer(int code, String error, Map<String, @Nullable Object> result) {
    static Answer of(Map<String, @Nullable Object> result) {
        return new Answer(0, "", result);
    }

    static Answer failed(int code, String error) {
        return new Answer(code, error, Map.of());
    }

    /// One line of JSON.
    String line() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("code", code);
        object.put("error", error);
        object.put("result", result);
        return Json.line(object);
    }

    static Answer read(String line) throws IOException {
        Map<String, @Nullable Object> object = Json.object(line);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (object.get("result") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> result.put(String.valueOf(key), value));
        }
        return new Answer(
                object.get("code") instanceof Long code ? code.intValue() : 1,
                object.get("error") instanceof String error ? error : "",
                result);
    }
}
