package io.heliograph.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.testkit.CompiledJar;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void opensAJarOnlyWhenItsPluginIsAskedFor() throws Exception {
        write(CompiledJar.of("one").input("one", "1"), "one.jar");
        try (PluginHost host = host()) {
            assertThat(host.names()).containsExactly("inputs.one");
            Files.write(folder.resolve("one.jar"), new byte[0]); // had it been opened before, it would still serve

            assertThat(host.find("inputs.one")).isNull();
            assertThat(host.problems()).singleElement().asString().startsWith("one.jar: ");
        }
    }

    @Test
    void everyPluginUsesItsOwnVersionOfALibrary() throws Exception {
        Path old = library("return \"old\";", "text");
        Path recent = library("return \"recent\";", "text", "added");
        write(CompiledJar.of("a").with(old).input("a", "lib.Library.text()"), "a.jar");
        write(CompiledJar.of("b").with(recent).input("b", "lib.Library.text() + lib.Library.added()"), "b.jar");
        try (PluginHost host = host()) {
            assertThat(gathered(host, "inputs.a")).isEqualTo("old");
            assertThat(gathered(host, "inputs.b")).isEqualTo("recentrecent");
            assertThat(host.loaderOf("inputs.a")).isNotSameAs(host.loaderOf("inputs.b"));
            assertThat(host.problems()).isEmpty();
        }
    }

    @Test
    void copiesOfSharedClassesInAJarAreNotUsed() throws Exception {
        CompiledJar jar = CompiledJar.of("dirty").input("dirty", "1");
        for (String copy :
                List.of("io/heliograph/api/Input", "io/heliograph/api/PluginDescriptor", "org/slf4j/Logger")) {
            jar.entry(copy + ".class", "not even a class");
        }
        write(jar, "dirty.jar");
        try (PluginHost host = host()) {
            assertThat(gathered(host, "inputs.dirty")).isEqualTo("1");
        }
    }

    @Test
    void aPluginDoesNotSeeLibrariesOfTheHost() throws Exception {
        write(CompiledJar.of("nosy").input("nosy", "org.pf4j.util.StringUtils.isNullOrEmpty(\"\")"), "nosy.jar");
        write(CompiledJar.of("core").input("core", "new io.heliograph.testkit.TestContext(\"\")"), "core.jar");
        try (PluginHost host = host()) {
            assertThatThrownBy(() -> gathered(host, "inputs.core"))
                    .satisfies(
                            failure -> assertThat(LoadFailure.reason(failure))
                                    .isEqualTo(
                                            "misses the class io.heliograph.testkit.TestContext: a plugin jar carries the libraries that it uses"));
            assertThatThrownBy(() -> gathered(host, "inputs.nosy")).isInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void brokenJarsAreNamedAndTheOthersWork() throws Exception {
        Files.writeString(folder.resolve("text.jar"), "not a jar");
        Files.writeString(folder.resolve("empty.jar"), "");
        write(CompiledJar.plain().entry("a.txt", "a"), "library.jar");
        write(CompiledJar.of("cut").input("cut", "1"), "cut.jar");
        cut(folder.resolve("cut.jar"));
        write(CompiledJar.of("bad").input("bad", "1").manifest("Heliograph-Plugins", "output.bad"), "bad.jar");
        write(CompiledJar.of("good").input("good", "1"), "good.jar");
        try (PluginHost host = host()) {
            assertThat(gathered(host, "inputs.good")).isEqualTo("1");
            assertThat(host.problems())
                    .extracting(JarProblem::jar)
                    .containsExactly("bad.jar", "cut.jar", "empty.jar", "library.jar", "text.jar");
            assertThat(host.problems())
                    .filteredOn(problem -> !problem.jar().equals("library.jar")
                            && !problem.jar().equals("bad.jar"))
                    .allSatisfy(problem -> assertThat(problem.reason()).startsWith("cannot be read as a jar: "));
            assertThat(reasons(host, "library.jar"))
                    .containsExactly("has no Plugin-Id in its manifest, so it is no plugin jar");
            assertThat(reasons(host, "bad.jar")).singleElement().asString().contains("'output.bad'");
        }
    }

    @Test
    void jarsWithBadClassesAreNamedWhenAskedFor() throws Exception {
        String services = "META-INF/services/io.heliograph.api.PluginProvider";
        write(CompiledJar.of("gone").entry(services, "test.Gone"), "gone.jar");
        write(CompiledJar.of("garbage").entry(services, "test.Bad").entry("test/Bad.class", "garbage"), "garbage.jar");
        write(CompiledJar.of("silent"), "silent.jar");
        write(
                CompiledJar.of("torn")
                        .source("test.A", "package test; public class A {}")
                        .provider(
                                "test.TornProvider", "PluginDescriptor.of(\"inputs.torn\", Record.class, Input.class)"),
                "torn.jar");
        try (PluginHost host = host()) {
            for (String name : host.names()) {
                assertThat(host.find(name)).isNull();
            }
            assertThat(reasons(host, "gone.jar")).singleElement().asString().contains("test.Gone not found");
            assertThat(reasons(host, "garbage.jar")).singleElement().asString().contains("ClassFormatError");
            assertThat(reasons(host, "silent.jar")).singleElement().asString().startsWith("provides no plugin");
            assertThat(reasons(host, "torn.jar")).singleElement().asString().contains("no public constructor");
        }
    }

    @Test
    void ofTwoJarsWithOneIdTheFirstServes() throws Exception {
        write(CompiledJar.of("one").input("one", "1"), "one-1.jar");
        write(CompiledJar.of("one").manifest("Plugin-Version", "2.0").input("one", "2"), "one-2.jar");
        try (PluginHost host = host()) {
            assertThat(gathered(host, "inputs.one")).isEqualTo("1");
            assertThat(host.problems())
                    .singleElement()
                    .asString()
                    .isEqualTo("one-2.jar: is left out: one-1.jar has the same Plugin-Id, "
                            + "test-one (versions 2.0 and 1.2.3); remove one of them");
        }
    }

    @Test
    void ofTwoJarsWithOnePluginTheOneWithTheFirstIdServes() throws Exception {
        write(CompiledJar.of("one").input("one", "1").manifest("Plugin-Id", "z"), "a.jar");
        write(CompiledJar.of("one").input("one", "2").manifest("Plugin-Id", "b"), "b.jar");
        try (PluginHost host = host()) {
            assertThat(gathered(host, "inputs.one")).isEqualTo("2");
            assertThat(host.problems())
                    .singleElement()
                    .asString()
                    .isEqualTo("a.jar: its inputs.one is left out: b.jar has one of that name");
        }
    }

    @Test
    void pluginsOfTheCoreComeFirst() throws Exception {
        write(CompiledJar.of("own").input("own", "1"), "own.jar");
        PluginDescriptor own = PluginDescriptor.of("inputs.own", Settings.class, Own.class);
        try (PluginHost host = new PluginHost(folder, List.of(() -> List.of(own)))) {
            assertThat(host.find("inputs.own")).isSameAs(own);
            assertThat(host.loaderOf("inputs.own")).isSameAs(Own.class.getClassLoader());
            assertThat(reasons(host, "own.jar"))
                    .containsExactly("its inputs.own is left out: the agent has one of that name");
        }
    }

    @Test
    void aModuleThatTheRuntimeLacksIsNamed() throws Exception {
        write(
                CompiledJar.of("art")
                        .input("art", "1")
                        .source(
                                "test.art.Early",
                                "package test.art; class Early { static final Object P = new java.awt.Point(); }")
                        .provider(
                                "test.art.ArtProvider",
                                "PluginDescriptor.of(\"inputs.art\" + Early.P, Settings.class, Plugin.class)"),
                "art.jar");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules=java.logging",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Problems.class.getName(),
                        folder.toString(),
                        "inputs.art")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(java.getInputStream().readAllBytes(), UTF_8).strip())
                .isEqualTo(
                        "art.jar: needs the module java.desktop (for the class java.awt.Point), which this Java runtime does not have");
    }

    /// A program that asks for one plugin.
    static final class Problems {
        public static void main(String[] arguments) {
            try (PluginHost host = new PluginHost(Path.of(arguments[0]), List.of())) {
                host.find(arguments[1]);
                host.problems().forEach(System.out::println);
            }
        }
    }

    @Test
    void otherVersionsOfTheApiAreNamed() throws Exception {
        write(CompiledJar.of("next").manifest("Plugin-Requires", "2").input("next", "1"), "next.jar");
        write(CompiledJar.of("none").without("Plugin-Requires").input("none", "1"), "none.jar");
        try (PluginHost host = host()) {
            assertThat(host.names()).isEmpty();
            assertThat(reasons(host, "next.jar"))
                    .singleElement()
                    .asString()
                    .startsWith("was built for version 2 of the plugin API, and this agent has version 1");
            assertThat(reasons(host, "none.jar")).singleElement().asString().contains("Plugin-Requires: 1");
            assertThat(host.whyMissing("inputs.next")).startsWith("next.jar: was built for version 2");
            assertThat(host.whyMissing("inputs.never")).isNull();
        }
    }

    @Test
    void aJarWithoutNamesIsOpenedAndReported() throws Exception {
        write(CompiledJar.of("mute").without("Heliograph-Plugins").input("mute", "1"), "mute.jar");
        try (PluginHost host = host()) {
            assertThat(host.names()).containsExactly("inputs.mute");
            assertThat(gathered(host, "inputs.mute")).isEqualTo("1");
            assertThat(reasons(host, "mute.jar")).singleElement().asString().startsWith("has no Heliograph-Plugins");
        }
    }

    @Test
    void manifestAndProviderAreCompared() throws Exception {
        write(
                CompiledJar.of("real").input("real", "1").manifest("Heliograph-Plugins", "inputs.real inputs.ghost"),
                "more.jar");
        write(CompiledJar.of("shy").input("shy", "1").manifest("Heliograph-Plugins", "outputs.shy"), "other.jar");
        try (PluginHost host = host()) {
            assertThat(host.find("inputs.real")).isNotNull();
            assertThat(host.find("inputs.ghost")).isNull();
            assertThat(host.find("outputs.shy")).isNull();
            assertThat(host.find("inputs.shy")).isNull();
            assertThat(reasons(host, "more.jar"))
                    .containsExactly("its manifest names inputs.ghost, which it does not provide");
            assertThat(reasons(host, "other.jar")).hasSize(2);
        }
    }

    @Test
    void newJarsServeAfterAnotherLook() throws Exception {
        write(CompiledJar.of("one").input("one", "1"), "one.jar");
        try (PluginHost host = host()) {
            PluginDescriptor before = host.find("inputs.one");
            write(CompiledJar.of("two").input("two", "2"), "two.jar");
            assertThat(host.find("inputs.two")).isNull();

            host.rescan();
            assertThat(gathered(host, "inputs.two")).isEqualTo("2");
            assertThat(host.find("inputs.one")).isSameAs(before);
            assertThat(host.problems()).isEmpty();
        }
    }

    @Test
    void aJarInUseStaysAndIsReportedWhenItsFileChanges() throws Exception {
        Path file = write(CompiledJar.of("one").input("one", "1"), "one.jar");
        try (PluginHost host = host()) {
            PluginDescriptor before = host.find("inputs.one");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
            host.rescan();
            assertThat(host.find("inputs.one")).isSameAs(before);
            assertThat(reasons(host, "one.jar")).singleElement().asString().endsWith("restart to use it");
        }
    }

    @Test
    void aJarThatFailedIsTriedAgainWhenItsFileChanges() throws Exception {
        write(CompiledJar.of("one"), "one.jar");
        try (PluginHost host = host()) {
            assertThat(host.find("inputs.one")).isNull();
            host.rescan();
            assertThat(host.names()).isEmpty();
            assertThat(reasons(host, "one.jar")).hasSize(1);
            write(CompiledJar.of("one").input("one", "1"), "one.jar");
            host.rescan();
            assertThat(gathered(host, "inputs.one")).isEqualTo("1");
            assertThat(host.problems()).isEmpty();
        }
    }

    @Test
    void writesNothing() throws Exception {
        write(CompiledJar.of("one").input("one", "1"), "one.jar");
        try (PluginHost host = host()) {
            assertThat(host.find("inputs.one")).isNotNull();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("one.jar"));
        }
    }

    @Test
    void aFolderThatIsMissingIsReported() {
        try (PluginHost host = new PluginHost(folder.resolve("absent"), List.of())) {
            assertThat(host.names()).isEmpty();
            assertThat(host.problems()).singleElement().asString().contains("absent");
        }
    }

    @Test
    void closedLoadersAreCollected() throws Exception {
        for (int jar = 0; jar < 20; jar++) {
            String name = "p" + jar;
            write(CompiledJar.of(name).input(name, "1"), name + ".jar");
        }
        PluginHost host = host();
        List<WeakReference<ClassLoader>> loaders = host.names().stream()
                .map(name -> new WeakReference<>(host.loaderOf(name)))
                .toList();
        host.close();
        org.awaitility.Awaitility.await().until(() -> {
            System.gc();
            return loaders.stream().allMatch(loader -> loader.refersTo(null));
        });
    }

    private PluginHost host() {
        return new PluginHost(folder, List.of());
    }

    @Test
    void aTranslatorsJarIsOpenedOnlyWhenItIsAskedFor() throws Exception {
        write(translating("reader", "foreign"), "reader.jar");
        write(translating("second", "foreign"), "second.jar");
        write(translating("liar", "other").manifest("Heliograph-Translates", "other more"), "liar.jar");
        try (PluginHost host = host()) {
            assertThat(host.translator("nobody")).isNull();
            assertThat(host.translator("foreign")).isNotNull().isSameAs(host.translator("foreign"));
            assertThat(host.translator("other")).isNotNull();
            assertThat(host.translator("more")).isNull();
            assertThat(host.names()).isEmpty();
            assertThat(host.problems())
                    .extracting(JarProblem::toString)
                    .containsExactly(
                            "liar.jar: its manifest says that it reads more, which it does not",
                            "second.jar: its translator of foreign is left out: reader.jar has one for it");
            Files.write(folder.resolve("second.jar"), new byte[0]); // nobody opened it
            host.rescan();
            assertThat(host.translator("foreign")).isNotNull();
        }
    }

    /// A jar without plugins, which reads a foreign key.
    private static CompiledJar translating(String name, String key) {
        String type = "test." + name + ".Provider";
        return CompiledJar.of(name)
                .without("Heliograph-Plugins")
                .manifest("Heliograph-Translates", key)
                .entry("META-INF/services/io.heliograph.api.PluginProvider", type)
                .source(type, """
                        package test.%s;
                        import io.heliograph.api.*;
                        import io.heliograph.api.config.*;
                        import java.util.*;
                        public final class Provider implements PluginProvider, Translator {
                            @Override public List<PluginDescriptor> plugins() { return List.of(); }
                            @Override public List<Translator> translators() { return List.of(this); }
                            @Override public Set<String> reads() { return Set.of("%s"); }
                            @Override public void translate(List<Foreign> found, Translation into) {}
                        }
                        """.formatted(name, key));
    }

    private Path write(CompiledJar jar, String name) throws IOException {
        return jar.write(folder.resolve(name));
    }

    private Path library(String body, String... methods) throws IOException {
        StringBuilder text = new StringBuilder("package lib; public class Library {");
        for (String method : methods) {
            text.append("public static String ")
                    .append(method)
                    .append("() {")
                    .append(body)
                    .append('}');
        }
        return CompiledJar.plain()
                .source("lib.Library", text + "}")
                .write(Files.createTempFile(elsewhere, "lib", ".jar"));
    }

    private static void cut(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 100));
    }

    private static List<String> reasons(PluginHost host, String jar) {
        return host.problems().stream()
                .filter(problem -> problem.jar().equals(jar))
                .map(JarProblem::reason)
                .toList();
    }

    private static String gathered(PluginHost host, String name) throws Exception {
        PluginDescriptor plugin = host.find(name);
        assertThat(plugin).as(name + " " + host.problems()).isNotNull();
        Record settings = (Record) plugin.configuration().getConstructor().newInstance();
        try (TestContext context = new TestContext(name);
                Input input = (Input) plugin.create(settings, context)) {
            input.gather(new RecordingAccumulator());
            return "nothing";
        } catch (Exception said) {
            return String.valueOf(said.getMessage());
        }
    }

    record Settings() {}

    static final class Own implements Input {
        public Own(Settings settings, PluginContext context) {}

        @Override
        public void gather(Accumulator out) {}
    }
}
