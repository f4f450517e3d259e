package io.heliograph.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.config.Foreign;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.Translation;
import io.heliograph.api.config.Translator;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Foreign tables go through their translator, and what comes of them is like any other table.
class TranslationsTest {
    /// Reads `[[sink]]`, whose `target` is the `url` of an output, and the option `also` of outputs.
    private static final class Sinks implements Translator {
        @Override
        public Set<String> reads() {
            return Set.of("sink", "sinks", "outputs.influxdb.also");
        }

        @Override
        public void translate(List<Foreign> found, Translation into) {
            into.reads(Path.of("sinks.yml"));
            for (Foreign one : found) {
                if (one.name().equals("sinks")) {
                    throw new IllegalStateException("not today");
                }
                TomlTable table = (TomlTable) one.value();
                boolean own = one.name().equals("sink");
                Object target = table.entries().get(own ? "target" : "also").plain();
                into.table("outputs.influxdb", one.name(), sink(table, String.valueOf(target)));
                tellOthers(table, into);
            }
        }

        private static void tellOthers(TomlTable table, Translation into) {
            if (table.entries().containsKey("tagret")) {
                into.unknown(table.entries().get("tagret").place(), "sink.tagret", List.of("target"));
            }
            if (table.entries().containsKey("idle")) {
                into.note(table.entries().get("idle").place(), "sink.idle", "is not run");
            }
        }

        private static TomlTable sink(TomlTable table, String target) {
            return new TomlTable(Map.of("url", new TomlScalar(target, table.place())), table.place());
        }
    }

    private static PluginCatalog catalog() {
        Translator sinks = new Sinks();
        return new PluginCatalog() {
            @Override
            public @Nullable PluginDescriptor find(String name) {
                return Samples.CATALOG.find(name);
            }

            @Override
            public @Nullable Translator translator(String reads) {
                return sinks.reads().contains(reads) ? sinks : null;
            }

            @Override
            public Set<String> names() {
                return Samples.CATALOG.names();
            }
        };
    }

    private static Configuration load(String text, LoadOptions options) throws ConfigurationException {
        return ConfigLoader.loadText(catalog(), options, "h.toml", text);
    }

    private static String refusal(String text) {
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> load(text, LoadOptions.strict()));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void tablesAndOptionsBecomeTables() throws Exception {
        Configuration configuration = load("""
                [[sink]]
                target = "http://a"
                [[outputs.influxdb]]
                also = "http://c"
                [[sink]]
                target = "http://b"
                idle = true
                [[inputs.file]]
                files = ["x"]
                """, LoadOptions.strict());

        assertThat(configuration.plugins())
                .extracting(PluginTable::toString)
                .containsExactly(
                        "inputs.file (h.toml:8)",
                        "outputs.influxdb (h.toml:1)",
                        "outputs.influxdb (h.toml:5)",
                        "outputs.influxdb (h.toml:3)");
        assertThat(configuration.files()).containsExactly(Path.of("h.toml"), Path.of("sinks.yml"));
        assertThat(configuration.notices())
                .extracting(Object::toString)
                .containsExactly("h.toml:7: sink.idle: is not run");
    }

    @Test
    void sameTextsHaveSameFingerprints() throws Exception {
        String text = "[[sink]]\ntarget = \"http://a\"\n";
        assertThat(load("\n\n" + text, LoadOptions.strict())
                        .plugins()
                        .getFirst()
                        .fingerprint())
                .isEqualTo(load(text, LoadOptions.strict()).plugins().getFirst().fingerprint());
    }

    @Test
    void whatIsWrongIsToldInTheUsersOwnWords() {
        assertThat(refusal("[[sink]]\ntarget = \"\"\ntagret = \"x\"\n"))
                .isEqualTo("h.toml:1: sink.url: must be set (try url = \"http://localhost:8086\")\n"
                        + "h.toml:3: sink.tagret: unknown option (did you mean 'target'?)");
    }

    @Test
    void aTranslatorThatFailsIsAProblemOfItsTable() {
        assertThat(refusal("[sinks]\n"))
                .startsWith("h.toml:1: sinks: cannot be translated: ")
                .contains("not today");
    }

    @Test
    void whatNobodyReadsIsNoSection() {
        assertThat(refusal("[[sikn]]\n[other]\nempty = 1\n"))
                .contains("h.toml:1: sikn: not a section", "h.toml:2: other");
        assertThat(refusal("other = []\n")).contains("h.toml:1: other: not a section");
    }

    @Test
    void unwantedPluginsAreNeitherReadNorMade() throws Exception {
        LoadOptions inputs = LoadOptions.strict().selecting(name -> name.startsWith("inputs."));
        assertThat(load("[[sink]]\ntarget = \"x\"\n[[outputs.influxdb]]\nalso = \"y\"\n", inputs)
                        .plugins())
                .isEmpty();
    }
}
