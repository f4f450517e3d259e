package io.heliograph.core.config.toml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tomlj.TomlVersion;

/// The suite of toml-lang, in TOML 1.0.0.
class TomlConformanceTest {
    @TestFactory
    List<DynamicTest> suite() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement element : cases()) {
            JsonObject one = element.getAsJsonObject();
            tests.add(DynamicTest.dynamicTest(one.get("name").getAsString(), () -> check(one)));
        }
        assertThat(tests).hasSizeGreaterThan(290);
        return tests;
    }

    private static JsonArray cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(TomlConformanceTest.class.getResourceAsStream("/conformance/toml.json"))) {
            InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases");
        }
    }

    private static void check(JsonObject one) {
        Problems problems = new Problems();
        TomlReader reader = new TomlReader(Path.of("t.toml"), problems, UnaryOperator.identity());
        String text = reader.decode(bytes(one));
        TomlTable table = text == null ? null : reader.read(text, TomlVersion.V1_0_0);
        if (one.get("valid").getAsBoolean()) {
            assertThat(problems.sorted()).isEmpty();
            compare(Objects.requireNonNull(table), one.get("expect"));
        } else {
            assertThat(table).isNull();
            assertThat(problems.sorted()).isNotEmpty().allMatch(problem -> problem.place().line() > 0);
        }
    }

    private static byte[] bytes(JsonObject one) {
        return one.has("toml_base64")
                ? Base64.getDecoder().decode(one.get("toml_base64").getAsString())
                : one.get("toml").getAsString().getBytes(StandardCharsets.UTF_8);
    }

    private static void compare(TomlValue value, JsonElement expected) {
        switch (value) {
            case TomlTable table -> compare(table.entries(), expected.getAsJsonObject());
            case TomlList list -> compare(list.values(), expected.getAsJsonArray());
            case TomlScalar(Object plain, Place place) -> {
                assertThat(place.line()).isPositive();
                JsonObject scalar = expected.getAsJsonObject();
                compare(plain, scalar.get("type").getAsString(), scalar.get("value").getAsString());
            }
        }
    }

    private static void compare(Map<String, TomlValue> entries, JsonObject expected) {
        assertThat(entries.keySet()).isEqualTo(expected.keySet());
        entries.forEach((key, value) -> compare(value, expected.get(key)));
    }

    private static void compare(List<TomlValue> values, JsonArray expected) {
        assertThat(values).hasSize(expected.size());
        for (int i = 0; i < values.size(); i++) {
            compare(values.get(i), expected.get(i));
        }
    }

    private static void compare(Object plain, String type, String text) {
        Object expected =
                switch (type) {
                    case "string" -> text;
                    case "integer" -> Long.valueOf(text);
                    case "float" -> number(text);
                    case "bool" -> Boolean.valueOf(text);
                    case "datetime" -> OffsetDateTime.parse(text).toInstant();
                    case "datetime-local" -> LocalDateTime.parse(text);
                    case "date-local" -> LocalDate.parse(text);
                    case "time-local" -> LocalTime.parse(text);
                    default -> throw new AssertionError("unknown type " + type);
                };
        assertThat(plain instanceof OffsetDateTime time ? time.toInstant() : plain).isEqualTo(expected);
    }

    private static double number(String text) {
        return switch (text) {
            case "nan", "+nan", "-nan" -> Double.NaN;
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
