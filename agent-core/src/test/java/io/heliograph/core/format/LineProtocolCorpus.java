package io.heliograph.core.format;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.api.FieldKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The corpus of InfluxData's line-protocol library, see `conformance/README.md`.
final class LineProtocolCorpus {
    private LineProtocolCorpus() {}

    /// The cases of a kind: `decode` or `encode`.
    static List<JsonObject> cases(String kind) {
        List<JsonObject> cases = new ArrayList<>();
        try (InputStream file = LineProtocolCorpus.class.getResourceAsStream("/conformance/lineprotocol.json");
                InputStreamReader text = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
            for (JsonElement one :
                    JsonParser.parseReader(text).getAsJsonObject().getAsJsonArray("cases")) {
                if (one.getAsJsonObject().get("kind").getAsString().equals(kind)) {
                    cases.add(one.getAsJsonObject());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    static byte[] input(JsonObject one) {
        return one.has("input")
                ? one.get("input").getAsString().getBytes(StandardCharsets.UTF_8)
                : Base64.getDecoder().decode(one.get("input_base64").getAsString());
    }

    /// Tags, or any object of texts.
    static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.entrySet().forEach(entry -> texts.put(entry.getKey(), text(entry.getValue())));
        return texts;
    }

    /// A field, as [io.heliograph.api.Metric#value] would give it.
    static Object value(JsonObject field) {
        JsonElement value = field.get("value");
        return switch (field.get("type").getAsString()) {
            case "float" -> value.getAsDouble();
            case "int" -> Long.parseLong(value.getAsString());
            case "uint" -> io.heliograph.api.Unsigned.parse(value.getAsString());
            case "bool" -> value.getAsBoolean();
            default -> text(field.has("value") ? value : field);
        };
    }

    private static String text(JsonElement element) {
        return element.isJsonPrimitive()
                ? element.getAsString()
                : new String(
                        Base64.getDecoder()
                                .decode(element.getAsJsonObject()
                                        .get("value_base64")
                                        .getAsString()),
                        StandardCharsets.UTF_8);
    }

    static FieldKind kind(JsonObject field) {
        return switch (field.get("type").getAsString()) {
            case "float" -> FieldKind.DOUBLE;
            case "int" -> FieldKind.LONG;
            case "uint" -> FieldKind.UNSIGNED;
            case "bool" -> FieldKind.BOOLEAN;
            default -> FieldKind.TEXT;
        };
    }
}
