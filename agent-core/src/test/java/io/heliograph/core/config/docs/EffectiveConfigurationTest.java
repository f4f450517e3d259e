package io.heliograph.core.config.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.Samples;
import io.heliograph.core.config.toml.TomlText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveConfigurationTest {
    private static Configuration load(String text) throws ConfigurationException {
        LoadOptions options = LoadOptions.strict().withEnvironment(name -> name.equals("PW") ? "open sesame" : null);
        return ConfigLoader.loadText(Samples.CATALOG, options, "h.toml", text);
    }

    private static final String TEXT = """
            [agent]
            interval = 5
            [global_tags]
            dc = "north"
            "a b" = "c"
            [[outputs.influxdb]]
            url = "http://ada:lovelace@a:8086/x"
            token = "swordfish"
            [[inputs.redis]]
            pass = ["x"]
            servers = ["tcp://ada:lovelace@a:6379", "tcp://b:6379"]
            password = "${PW}"
            tokens = ["t1"]
            raw = { a = 1, api_key = "xyz", b = [1.5, 2.0], list = [{ p = "q" }] }
            headers = { Authorization = "Token 123", Accept = "*" }
            [[inputs.redis.commands]]
            field = "f"
            [inputs.redis.keys]
            k = "v"
            [inputs.redis.tagpass]
            cpu = ["cpu0"]
            [[inputs.file]]
            data_format = "influx"
            influx_timestamp_precision = "1ms"
            [[inputs.redis]]
            [[inputs.redis]]
            [[inputs.redis.commands]]
            field = "only"
            [[processors.override]]
            """;

    @Test
    void showsWhatIsSetWithoutSecrets() throws Exception {
        String shown = EffectiveConfiguration.text(load(TEXT), false);

        assertThat(shown)
                .doesNotContain(
                        "lovelace", "swordfish", "open sesame", "t1", "xyz", "Token 123", "\"v\"", "round_interval")
                .contains(
                        "interval = \"5s\"",
                        "fieldinclude",
                        "tcp://ada:********@a:6379",
                        "influx_timestamp_precision = \"1ms\"");
        Configuration again = load(shown);
        assertThat(again.plugins()).hasSize(6);
        assertThat(again.notices()).isEmpty();
        assertThat(EffectiveConfiguration.text(again, false)).isEqualTo(shown);
    }

    @Test
    void showsDefaults() throws Exception {
        String shown = EffectiveConfiguration.text(load(TEXT), true);

        assertThat(shown)
                .contains("round_interval = true", "metric_batch_size = 5000", "startup_error_behavior = \"retry\"");
        assertThat(EffectiveConfiguration.text(load(shown), true)).isEqualTo(shown);
    }

    private static String written(Object value) {
        TomlText text = new TomlText();
        text.plugin("inputs", "x", Map.of("v", value));
        return text.checked();
    }

    @Test
    void refusesWhatToml4jCannotWrite() {
        assertThatThrownBy(() -> written(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot be written as TOML: written:2: ");
        assertThatThrownBy(() -> written("a\u0001b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(Map.of())).hasMessageEndingWith("reads back as something else");
        assertThat(written(List.of(Map.of("c", "d\"\\\n")))).contains("[[inputs.x.v]]");
    }
}
