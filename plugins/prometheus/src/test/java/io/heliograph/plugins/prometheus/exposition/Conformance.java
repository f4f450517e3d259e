package io.heliograph.plugins.prometheus.exposition;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.api.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/// The tables of `conformance/`.
final class Conformance {
    private Conformance() {}

    static List<JsonObject> cases(String file) {
        List<JsonObject> cases = new ArrayList<>();
        try (InputStream in = Conformance.class.getResourceAsStream("/conformance/" + file);
                InputStreamReader text = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            for (JsonElement one :
                    JsonParser.parseReader(text).getAsJsonObject().getAsJsonArray("cases")) {
                cases.add(one.getAsJsonObject());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    static ByteSource text(JsonObject one) {
        byte[] bytes = one.has("text")
                ? one.get("text").getAsString().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(one.get("text_base64").getAsString());
        return ByteSource.of(bytes, name(one));
    }

    static String name(JsonObject one) {
        return string(one, "name");
    }

    static String string(JsonObject one, String key) {
        return one.get(key).getAsString();
    }

    static double number(JsonElement text) {
        return switch (text.getAsString()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text.getAsString());
        };
    }
}
