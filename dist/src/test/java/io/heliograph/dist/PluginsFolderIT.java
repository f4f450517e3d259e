package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.CompiledJar;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A jar that is dropped into the folder of plugins works after a reload, and one that cannot work is named.
class PluginsFolderIT {
    private static final String PLUGINS = """
            [[inputs.mock]]
              metric_name = "steady"
              [[inputs.mock.constant]]
                name = "n"
                value = 1
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            """;

    @TempDir
    Path folder;

    private Path jars;

    @BeforeEach
    void copyJars() throws IOException {
        jars = Files.createDirectory(folder.resolve("plugins"));
        for (String family : List.of("file", "internal")) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(
                    Distribution.built().home().resolve("plugins"), "plugins-" + family + "-*.jar")) {
                for (Path jar : found) {
                    Files.copy(jar, jars.resolve(jar.getFileName()));
                }
            }
        }
    }

    /// An input that emits one row with one field, whose value is a Java expression.
    private static CompiledJar input(String name, String value) {
        String type = "test." + name + ".";
        return CompiledJar.of(name)
                .source(type + "Settings", "package test.%s; public record Settings() {}".formatted(name))
                .source(type + "Plugin", """
                        package test.%s;
                        import io.heliograph.api.*;
                        public final class Plugin implements Input {
                            public Plugin(Settings settings, PluginContext context) {}
                            @Override public void gather(Accumulator out) {
                                out.row(out.series("%s")).put("said", "" + %s).emit();
                            }
                        }
                        """.formatted(name, name, value))
                .provider(
                        type + "Provider",
                        "PluginDescriptor.of(\"inputs.%s\", Settings.class, Plugin.class)".formatted(name));
    }

    private RunningAgent start(String plugins) throws IOException {
        return RunningAgent.start(folder, plugins, "--plugins", jars.toString());
    }

    private static long rows(RunningAgent agent, String measurement) throws Exception {
        return agent.rows("rows.out").stream()
                .filter(row -> row.name().equals(measurement))
                .count();
    }

    @Test
    void aDroppedJarRunsAfterAReload() throws Exception {
        try (RunningAgent agent = start(PLUGINS)) {
            agent.configure(PLUGINS + "[[inputs.greeter]]\n");
            agent.reloadInVain("inputs.greeter", "heliograph.toml:");
            input("greeter", "\"hello\"").write(jars.resolve("greeter.jar"));
            agent.reload();
            await("rows of the new plugin").atMost(RunningAgent.SOON).until(() -> rows(agent, "greeter") > 1);
            assertThat(agent.rows("rows.out"))
                    .filteredOn(row -> row.name().equals("greeter"))
                    .allSatisfy(row -> assertThat(row.toMap()).containsEntry("said", "hello"));
            agent.assertBooksBalance();
        }
    }

    @Test
    void jarsThatCannotWorkAreNamedAndTheRestStarts() throws Exception {
        Files.writeString(jars.resolve("broken.jar"), "not a jar");
        CompiledJar.of("next")
                .manifest("Plugin-Requires", "2")
                .input("next", "1")
                .write(jars.resolve("next.jar"));
        input("one", "1").write(jars.resolve("one-1.jar"));
        input("one", "2").write(jars.resolve("one-2.jar"));
        input("art", "new java.awt.Point()").write(jars.resolve("art.jar"));
        try (RunningAgent agent = start(PLUGINS + "[[inputs.one]]\n[[inputs.art]]\n")) {
            await("the good ones")
                    .atMost(RunningAgent.SOON)
                    .until(() -> rows(agent, "steady") > 1 && rows(agent, "one") > 1);
            agent.awaitLog("broken.jar", "cannot be read as a jar");
            agent.awaitLog("next.jar", "version 2 of the plugin API");
            agent.awaitLog("one-2.jar", "is left out", "one-1.jar");
            agent.awaitLog("inputs.art", "java.desktop");
            agent.assertBooksBalance();
        }
    }

    @Test
    void aPluginThatThrowsOrHangsIsItsOwnProblem() throws Exception {
        input("angry", "(1 / (int) (System.nanoTime() * 0))").write(jars.resolve("angry.jar"));
        input("deaf", "Sleeper.sleep()").source("test.deaf.Sleeper", """
                package test.deaf;
                final class Sleeper {
                    static String sleep() {
                        while (true) {
                            try { Thread.sleep(100_000); } catch (InterruptedException ignored) { }
                        }
                    }
                }
                """).write(jars.resolve("deaf.jar"));
        try (RunningAgent agent = start(PLUGINS + "[[inputs.angry]]\n[[inputs.deaf]]\n")) {
            await("rows").atMost(RunningAgent.SOON).until(() -> rows(agent, "steady") > 3);
            agent.awaitLog("inputs.angry", "ArithmeticException");
            agent.configure(PLUGINS);
            agent.reload();
            long before = rows(agent, "steady");
            await("rows after the reload").atMost(RunningAgent.SOON).until(() -> rows(agent, "steady") > before + 1);
            agent.assertBooksBalance();
            agent.stop();
        }
    }
}
