package io.heliograph.plugins.common.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.TagSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The tables of Prometheus and VictoriaMetrics.
class RelabelConformanceTest {
    @TestFactory
    List<DynamicTest> suite() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement element : cases()) {
            JsonObject one = element.getAsJsonObject();
            tests.add(DynamicTest.dynamicTest(one.get("name").getAsString(), () -> check(one)));
        }
        assertThat(tests).hasSize(72);
        return tests;
    }

    private static JsonArray cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RelabelConformanceTest.class.getResourceAsStream("/conformance/relabel.json"))) {
            InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            return JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases");
        }
    }

    private static void check(JsonObject one) {
        switch (one.get("kind").getAsString()) {
            case "apply" -> apply(one);
            case "validate" -> validate(one);
            case "target_label" -> targetLabel(one);
            case "regex" -> regex(one);
            default -> throw new AssertionError("no such kind known: " + one);
        }
    }

    private static void apply(JsonObject one) {
        TagSet labels = labels(one.getAsJsonObject("labels"));
        TagSet after = rules(one.getAsJsonArray("rules"), NameValidation.UTF8).apply(labels);
        if (one.has("expect_nothing_left")) {
            assertThat(after).isIn(null, TagSet.EMPTY);
        } else if (one.get("expect").isJsonNull()) {
            assertThat(after).isNull();
        } else {
            assertThat(after).isEqualTo(labels(one.getAsJsonObject("expect")));
        }
    }

    private static void validate(JsonObject one) {
        NameValidation names = validation(one);
        if (one.get("valid").getAsBoolean()) {
            rules(one.getAsJsonArray("rules"), names);
        } else {
            assertThatThrownBy(() -> rules(one.getAsJsonArray("rules"), names))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void targetLabel(JsonObject one) {
        RelabelConfig rule = new RelabelConfig(
                RelabelAction.REPLACE,
                List.of(),
                ";",
                "(.*)",
                one.get("target_label").getAsString(),
                "$1",
                0);
        if (one.get("valid").getAsBoolean()) {
            RelabelRules.of(List.of(rule), validation(one));
        } else {
            assertThatThrownBy(() -> RelabelRules.of(List.of(rule), validation(one)))
                    .isInstanceOf(InvalidOptionException.class);
        }
    }

    private static void regex(JsonObject one) {
        boolean matches = one.get("matches").getAsBoolean();
        String text = one.get("text").getAsString();
        assertThat(Expression.of(one.get("regex").getAsString()).matches(text)).isEqualTo(matches);
        assertThat(Expression.slow(one.get("regex").getAsString()).matches(text))
                .isEqualTo(matches);
    }

    private static NameValidation validation(JsonObject one) {
        return NameValidation.valueOf(one.get("name_validation").getAsString().toUpperCase(Locale.ROOT));
    }

    private static TagSet labels(JsonObject labels) {
        TagSet tags = TagSet.EMPTY;
        for (Map.Entry<String, JsonElement> label : labels.entrySet()) {
            tags = tags.with(label.getKey(), label.getValue().getAsString());
        }
        return tags;
    }

    private static RelabelRules rules(JsonArray rules, NameValidation names) {
        List<RelabelConfig> configs = new ArrayList<>();
        for (JsonElement rule : rules) {
            configs.add(rule(rule.getAsJsonObject()));
        }
        return RelabelRules.of(configs, names);
    }

    private static RelabelConfig rule(JsonObject rule) {
        List<String> sources = new ArrayList<>();
        if (rule.has("source_labels")) {
            rule.getAsJsonArray("source_labels").forEach(label -> sources.add(label.getAsString()));
        }
        return new RelabelConfig(
                RelabelAction.valueOf(text(rule, "action", "replace").toUpperCase(Locale.ROOT)),
                sources,
                text(rule, "separator", ";"),
                text(rule, "regex", "(.*)"),
                text(rule, "target_label", ""),
                text(rule, "replacement", "$1"),
                rule.has("modulus") ? rule.get("modulus").getAsLong() : 0);
    }

    private static String text(JsonObject rule, String key, String usual) {
        return rule.has(key) ? rule.get(key).getAsString() : usual;
    }
}
