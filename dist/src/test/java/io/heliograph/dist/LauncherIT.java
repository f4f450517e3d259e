package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher finds its folder however it is called, uses the start-up cache only where it fits, and adds no word of
/// its own.
class LauncherIT {
    private static final String VERSION = "heliograph [0-9][0-9.]*(-SNAPSHOT)?.*";
    private static final Map<String, String> TELL_OF_CACHE = Map.of("HELIOGRAPH_JAVA_OPTS", "-Xlog:aot=info:stdout");

    @TempDir
    Path folder;

    @Test
    void printsTheVersionAndNothingElse() throws Exception {
        assertThat(output(folder, Map.of(), launcher(), "version")).matches(VERSION);
    }

    @Test
    void startsThroughLinksFromAnotherFolderAndFromThePath() throws Exception {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), Path.of(launcher()));
        Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("bin/relative"), Path.of("../absolute"));

        assertThat(output(folder, Map.of(), absolute.toString(), "version")).matches(VERSION);
        assertThat(output(folder, Map.of(), "bin/relative", "version")).matches(VERSION);
        assertThat(output(
                        folder,
                        Map.of("PATH", folder.resolve("bin") + ":/usr/bin:/bin"),
                        "sh",
                        "-c",
                        "relative version"))
                .matches(VERSION);
        assertThat(output(Path.of(launcher()).getParent(), Map.of(), "sh", "heliograph", "version"))
                .matches(VERSION);
    }

    @Test
    void startsInAFolderWithSpacesAndUsesTheCacheThere() throws Exception {
        Distribution moved = Distribution.built().copiedTo(folder.resolve("a folder; with 'odd' $name"));

        assertThat(output(folder, Map.of(), moved.launcher().toString(), "version"))
                .matches(VERSION);
        assertThat(output(folder, TELL_OF_CACHE, moved.launcher().toString(), "version"))
                .contains(moved.cache().getFileName().toString());
    }

    @Test
    void usesNoCacheOfOtherJars() throws Exception {
        Distribution changed = Distribution.built().copiedTo(folder.resolve("copy"));
        Path jar = changed.home().resolve("lib/zzz.jar");
        new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
        assertThat(output(folder, TELL_OF_CACHE, changed.launcher().toString(), "version"))
                .doesNotContain(".aot")
                .matches("(?s).*" + VERSION + "\\s*");

        Files.delete(jar);
        assertThat(output(folder, TELL_OF_CACHE, changed.launcher().toString(), "version"))
                .contains(".aot");
    }

    @Test
    void aReplacedPluginRunsItsOwnClasses() throws Exception {
        Distribution changed = Distribution.built().copiedTo(folder.resolve("copy"));
        Path jar = changed.pluginJar("host");
        rewrite(jar, "usage_idle", "usage_busy"); // the same length: only the content tells them apart
        Path configuration =
                Files.writeString(folder.resolve("cpu.toml"), "[[inputs.cpu]]\n[[outputs.file]]\nfiles = ['stdout']\n");

        assertThat(output(
                        folder,
                        Map.of(),
                        changed.launcher().toString(),
                        "--config",
                        configuration.toString(),
                        "--once"))
                .contains("usage_busy=")
                .doesNotContain("usage_idle");
    }

    private static void rewrite(Path jar, String from, String to) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String content = new String(zip.getInputStream(entry).readAllBytes(), ISO_8859_1);
                entries.put(entry.getName(), content.replace(from, to).getBytes(ISO_8859_1));
            }
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    @Test
    void isSilentAboutACacheThatTheVirtualMachineRefuses() throws Exception {
        Distribution changed = Distribution.built().copiedTo(folder.resolve("copy"));
        Path cache = changed.cache();
        Files.write(cache, Arrays.copyOf(Files.readAllBytes(cache), 1_000_000));
        assertThat(output(folder, Map.of(), changed.launcher().toString(), "version"))
                .matches(VERSION);
        assertThat(output(
                        folder, Map.of("HELIOGRAPH_JAVA_OPTS", "-XX:+UseG1GC -XX:-UseSerialGC"), launcher(), "version"))
                .matches(VERSION);
        assertThat(output(folder, Map.of("HELIOGRAPH_JAVA_OPTS", "-Xmx40g"), launcher(), "version"))
                .matches(VERSION);
    }

    @Test
    void optionsOfOtherJavaProgramsAreNotOurs() throws Exception {
        Map<String, String> theirs =
                Map.of("JAVA_TOOL_OPTIONS", "-Xfoo", "JDK_JAVA_OPTIONS", "-Xfoo", "_JAVA_OPTIONS", "-Xfoo");
        assertThat(output(folder, theirs, launcher(), "version")).matches(VERSION);
    }

    @Test
    void referencesAndHeadersOfObjectsAreSmall() throws Exception {
        String flags = output(folder, Map.of("HELIOGRAPH_JAVA_OPTS", "-XX:+PrintFlagsFinal"), launcher(), "version");
        assertThat(flags)
                .containsPattern("UseCompressedOops +:?= true")
                .containsPattern("UseCompactObjectHeaders +:?= true")
                .containsPattern("MaxRAMPercentage += 25.0");
    }

    @Test
    void everyLibraryHasALicence() throws Exception {
        Path licences = Distribution.built().home().resolve("licenses");
        try (Stream<Path> folders = Files.list(licences)) {
            for (Path library : folders.filter(Files::isDirectory).toList()) {
                try (Stream<Path> texts = Files.list(library)) {
                    assertThat(texts.map(text -> text.getFileName().toString()))
                            .anyMatch(name -> name.startsWith("LICEN"));
                }
            }
        }
        assertThat(Distribution.built().home().resolve("runtime/legal/java.base/LICENSE"))
                .exists();
    }

    private static String launcher() {
        return Distribution.built().launcher().toString();
    }

    private static String output(Path folder, Map<String, String> variables, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder command = Distribution.command(folder, List.of(words));
        command.environment().putAll(variables);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
