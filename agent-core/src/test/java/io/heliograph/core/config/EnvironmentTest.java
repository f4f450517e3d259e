package io.heliograph.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testkit.faults.FaultRow;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What comes from the environment is a value, whatever is in it, and never a piece of configuration.
class EnvironmentTest {
    /// Each would end the text that it stands in and begin something else, were it put in before the file is read.
    private static final String[] HOSTILE = {
        "a\"b",
        "a'b",
        "line\n[[outputs.file]]\nfiles = [\"/tmp/stolen\"]",
        "\"\nhostname = \"other",
        "\\",
        "\\u0041",
        "\"\"\"",
        "$OTHER ${OTHER}",
        "# no comment",
        "\t\r\n"
    };

    private static Configuration load(String value, String text) throws ConfigurationException {
        Map<String, String> environment = Map.of("VALUE", value, "OTHER", "told");
        LoadOptions options = LoadOptions.strict().withEnvironment(environment::get);
        return ConfigLoader.loadText(Samples.CATALOG, options, "test.toml", text);
    }

    @FaultRow(70)
    void quotesAndNewlinesAreValuesAndNeverSyntax() throws Exception {
        for (String value : HOSTILE) {
            for (String quote : new String[] {"\"", "'", "\"\"\"", "\'\'\'"}) {
                String text = "[agent]\nhostname = " + quote + "${VALUE}" + quote + "\n[global_tags]\nx = '$VALUE'\n";
                Configuration read = load(value, text);
                assertThat(read.agent().hostname()).isEqualTo(value);
                assertThat(read.globalTags().get("x")).isEqualTo(value);
                assertThat(read.plugins()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "[[outputs.file]]"})
    void aVariableOutsideOfATextIsNoSyntax(String value) {
        assertThatThrownBy(() -> load(value, "[agent]\nomit_hostname = $VALUE\n"))
                .isInstanceOf(ConfigurationException.class);
    }
}
