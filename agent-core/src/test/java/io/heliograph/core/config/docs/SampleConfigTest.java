package io.heliograph.core.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.Samples;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SampleConfigTest {
    private static PluginDescriptor plugin(String name) {
        return Objects.requireNonNull(Samples.CATALOG.find(name));
    }

    @Test
    void switchesOffWhatNeedNotBeSet() {
        assertThat(SampleConfig.of(plugin("outputs.influxdb"))).isEqualTo("""
                [[outputs.influxdb]]
                  ## Where to.
                  url = "http://localhost:8086"

                  ## Which.
                  # database = "metrics"

                  ## How to get in.
                  # token = "t"

                  ## Who is trusted.
                  # tls_ca = "ca.pem"

                  ## Patience.
                  # timeout = "5s"

                  ## Writes them.
                  # data_format = "influx"
                """);
    }

    @Test
    void putsTablesBelowLast() {
        assertThat(SampleConfig.of(plugin("inputs.redis"))).endsWith("""
                  ## Keys by name.
                  # keys = {}

                  ## Commands to send.
                  # [[inputs.redis.commands]]
                  #   ## What to ask.
                  #   # command = ["get", "x"]
                  #
                  #   ## Field name.
                  #   field = "x"
                  #
                  #   ## Type of the answer.
                  #   # type = "string"
                """);
    }

    @Test
    void everySampleLoads() throws Exception {
        List<PluginDescriptor> plugins = new ArrayList<>();
        for (String name : Samples.CATALOG.names()) {
            boolean ownTable =
                    !name.startsWith("parsers.") && !name.startsWith("serializers.") && !name.startsWith("discovery.");
            if (ownTable) {
                plugins.add(plugin(name));
            }
        }
        String sample = SampleConfig.of(plugins);

        assertThat(ConfigLoader.loadText(Samples.CATALOG, LoadOptions.strict(), "sample", sample)
                        .plugins())
                .hasSameSizeAs(plugins);
    }

    @Test
    void everythingSwitchedOnIsToml() {
        Problems problems = new Problems();
        TomlReader reader = new TomlReader(Path.of("x"), problems, UnaryOperator.identity());

        assertThat(Objects.requireNonNull(reader.read(SampleConfig.everything(plugin("inputs.redis"))))
                        .plain()
                        .toString())
                .contains("commands=[{command=[get, x], field=x, type=string}]", "port=6379", "headers={A=b}");
        assertThat(problems.sorted()).isEmpty();
    }

    @Test
    void readme() {
        assertThat(PluginReadme.of(plugin("outputs.influxdb"), "Writes.\n\n## Metrics\n\nNone.\n"))
                .startsWith("""
                # outputs.influxdb

                Writes.

                ## Metrics

                None.

                ## Options

                | option | type | default | what it does |
                |---|---|---|---|
                | `url` | URL | must be set | Where to. Example: `"http://localhost:8086"`. |
                | `database` | text | `"metrics"` | Which. |
                | `token` | secret |  | How to get in. Example: `"t"`. |
                """)
                .endsWith("""
                  # data_format = "influx"
                ```
                """);
    }

    @Test
    void tablesNameOptionsBelowWithTheirPath() {
        assertThat(OptionTable.of(OptionDoc.of(plugin("inputs.redis"))))
                .contains("| `commands.command` | list of texts | `[]` | What to ask. Example: `[\"get\", \"x\"]`. |")
                .contains("| `mode` | one of fast, very_slow | `\"fast\"` | How. |")
                .contains("| `verbose` | boolean | `false` | Old spelling too. Older: `verbose_mode`. |")
                .contains("| `limit` | size | `\"10MB\"` | A limit. |");
    }

    @Test
    void pageOfTheCore() {
        assertThat(CoreOptionsPage.text())
                .contains("| `interval` | duration | `\"10s\"` |", "| `metric_buffer_limit` | integer |")
                .contains("| `fieldinclude` | list of globs | `[]` |", "| `id` | text | must be set |");
    }
}
