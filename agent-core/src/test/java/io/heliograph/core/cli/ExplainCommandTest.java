package io.heliograph.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.CompiledJar;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `explain relabel` with a plugin that explains, and one that does not.
class ExplainCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config;

    @BeforeEach
    void plugins() throws Exception {
        CompiledJar.plain()
                .manifest("Plugin-Id", "test-rules")
                .manifest("Plugin-Version", "1.2.3")
                .manifest("Plugin-Requires", "1")
                .manifest("Heliograph-Plugins", "processors.rules")
                .source("test.rules.Settings", "package test.rules; public record Settings() {}")
                .source("test.rules.Rules", """
                        package test.rules;
                        import io.heliograph.api.*;
                        import io.heliograph.api.Explanation.Step;
                        import java.util.List;
                        public final class Rules implements Processor, Explains {
                            public Rules(Settings settings, PluginContext context) {}
                            @Override public Plan plan(Series series) { return Plan.KEEP; }
                            @Override public void open() { throw new IllegalStateException("must not be opened"); }
                            @Override public String knownAs() { return "job-a"; }
                            @Override public List<Explanation> explainSeries(TagSet labels) {
                                TagSet other = labels.without("a").with("b", "2").with("c", "3");
                                return List.of(
                                    new Explanation("some_rules", List.of(Step.beside("zero", labels, labels.with("z", "0")), new Step("one", labels, labels),
                                        new Step("two", labels, other), new Step("three", other, null))),
                                    new Explanation("no_rules", List.of()));
                            }
                        }
                        """)
                .provider(
                        "test.rules.Provider", "PluginDescriptor.of(\"processors.rules\", Settings.class, Rules.class)")
                .write(folder.resolve("rules.jar"));
        CompiledJar.of("plain").input("plain", "1").write(folder.resolve("plain.jar"));
        config = Files.writeString(
                folder.resolve("a.toml"),
                "[[inputs.plain]]\n[[processors.rules]]\n[[processors.rules]]\nalias = 'x'\n");
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("explain", "relabel"));
        all.addAll(List.of(words));
        all.addAll(List.of("--config", config.toString(), "--plugins", folder.toString()));
        return Subcommands.run(all, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void showsEachRuleAtWork() {
        assertThat(run("x", "--series", "up{a=\"1\", c='1'}"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).isEqualTo("""
                processors.rules::x (%s:3)
                some_rules
                     up{a="1", c="1"}
                  *  zero
                     up{a="1", c="1", z="0"}
                  1. one
                     unchanged
                  2. two
                     up{b="2", c="3"}
                     - a="1"
                     + b="2"
                     ~ c="3", was c="1"
                  3. three
                     dropped
                  => dropped
                no_rules: no rules
                     up{a="1", c="1"}
                  => up{a="1", c="1"}
                """.formatted(config));
    }

    @Test
    void asksAllOrTheOnesThatAreMeant() {
        assertThat(run("--target", "db:9104")).isZero();
        assertThat(out.toString())
                .isEqualTo("processors.rules[1] (%s:2)\nhas no rules for targets\n".formatted(config)
                        + "processors.rules::x (%s:3)\nhas no rules for targets\n".formatted(config));
        for (String name : List.of("processors.rules", "job-a", "processors.rules[2]", "processors.rules::x")) {
            assertThat(run(name, "--series", "up")).isZero();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--series", "up", "--target", "a:1")).isEqualTo(2);
        assertThat(run("--series", "up{a=1}")).isEqualTo(2);
        assertThat(run("--target", "{a='1'}")).isEqualTo(2);
        assertThat(run("y", "--series", "up")).isEqualTo(2);
        assertThat(run("--serie", "up")).isEqualTo(2);
        String help = " (see heliograph explain relabel --help)";
        assertThat(err.toString().lines())
                .containsExactly(
                        "one of --series and --target is needed (try --series 'up{job=\"a\"}')" + help,
                        "one of --series and --target is needed (try --series 'up{job=\"a\"}')" + help,
                        "--series: 'up{a=1}' at character 6: wanted the value of a in quotes, found '1' (try"
                                + " up{job=\"a\"})" + help,
                        "--target: no address: '{a='1'}' (try db:9104)" + help,
                        "no plugin 'y' with rules; there are processors.rules[1], processors.rules::x",
                        "Unknown option: '--serie'" + help);
        assertThat(out.toString()).isEmpty();
    }
}
