package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.CompiledJar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubcommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Subcommands.run(List.of(words), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private String config(String text) throws Exception {
        return Files.writeString(folder.resolve("a.toml"), text).toString();
    }

    @Test
    void checkSaysThatAllIsWell() throws Exception {
        CompiledJar.of("next").input("next", "1").write(folder.resolve("next.jar"));
        String file = config("[agent]\ninterval = '5s'\n[[inputs.next]]\n");
        assertThat(run("check", "-config", file, "--plugins", folder.toString()))
                .isZero();
        assertThat(out.toString()).endsWith("a.toml, 1 plugin: no problems\n");
        assertThat(err.toString()).isEqualTo("note: no output is configured: what is gathered goes nowhere\n");
    }

    @Test
    void checkRefusesWhatHasNothingToDo() throws Exception {
        String plugins = Files.createDirectory(folder.resolve("none")).toString();
        assertThat(run("check", "--config-directory", plugins, "--plugins", plugins))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("no configuration: there is no *.conf or *.toml in [" + plugins);
        String empty = config("");
        assertThat(run("check", "--config", empty, "--plugins", plugins)).isEqualTo(2);
        assertThat(err.toString()).contains("a.toml: no input and no output: there is nothing to do");
        assertThat(run("check", "--config", empty, "--plugins", plugins, "--input-filter", "cpx"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--input-filter cpx selects no input");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checkTellsAllProblemsWithFileAndLine() throws Exception {
        String bad = config("[agent]\ninterval = 'soon'\nintervall = '5s'\n");
        assertThat(run("config", "check", "--config", bad, "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("a.toml:2", "a.toml:3").doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void addressOfTheAdminApiIsChecked() throws Exception {
        String bad = config("[agent]\nhttp_address = 'localhost'\n");
        assertThat(run("check", "--config", bad, "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("http_address", "not host:port: 'localhost' (try 127.0.0.1:9270)");
    }

    @Test
    void effectiveConfigurationIsPrinted() throws Exception {
        String file = config("[agent]\ninterval = '5s'\n");
        assertThat(run("config", "--effective", "--config", file, "--plugins", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("[agent]", "interval = \"5s\"");
    }

    @Test
    void pluginsAreListedAndShown() {
        assertThat(run("plugins", "list", "parsers", "--plugins", folder.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("parsers.influx\n").doesNotContain("serializers.");
        assertThat(run("plugins", "show", "parsers.influx", "--plugins", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("influx_timestamp_precision");
        assertThat(run("plugins", "show", "parsers.inflx", "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'parsers.influx'?");
    }

    @Test
    void kindsAndNamesOfPluginsAreHelpedWith() {
        assertThat(run("plugins", "list", "foo", "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("no kind of plugin 'foo'; there are inputs, outputs, ");
        assertThat(run("plugins", "show", "influx", "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no plugin influx; there are parsers.influx and serializers.influx\n");
        assertThat(run("plugins", "show", "json", "--plugins", folder.toString()))
                .isZero();
        assertThat(out.toString()).startsWith("# serializers.json, ");
    }

    @Test
    void aJarThatCannotServeIsNamedWhereItsPluginIsMissed() throws Exception {
        CompiledJar.of("next")
                .manifest("Plugin-Requires", "2")
                .input("next", "1")
                .write(folder.resolve("next.jar"));
        String file = config("[[inputs.next]]\n");
        assertThat(run("check", "--config", file, "--plugins", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("a.toml:1: inputs.next: no such plugin that can be used; next.jar: was built for version 2");
    }

    @Test
    void whatIsWrongIsSaidWithOneLine() {
        assertThat(run("chekc")).isEqualTo(2);
        assertThat(run("check", "--confg", "x")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("--help"));
    }

    @Test
    void helpIsThereForCommandsThatAreReadByHandToo() {
        for (String command : List.of("run", "test", "version", "check")) {
            assertThat(run("help", command)).isZero();
        }
        assertThat(out.toString()).contains("--input-filter A:B", "heliograph check --config");
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (String command : List.of("check", "config", "plugins", "explain")) {
            assertThat(run(command, "--help")).isZero();
        }
        assertThat(out.toString())
                .contains("heliograph check --config", "heliograph config inputs.redis", "heliograph plugins show");
    }
}
