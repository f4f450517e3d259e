package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plugin of `docs/writing-a-plugin.md` is built as its author would: in a folder of its own, from installed
/// artifacts alone.
/// Then its jar is put into the folder `plugins` of an installation, and runs.
///
/// What its author has in a local repository is here in one of the test's own. All else that Maven needs comes from the
/// repository of this build, by way of a file URL, so that nothing is fetched.
class ExamplePluginIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String GROUP = "io/heliograph";

    @TempDir
    Path folder;

    @Test
    void isBuiltFromInstalledArtifactsAndRuns() throws Exception {
        Path jar = build();
        Distribution changed = Distribution.built().copiedTo(folder.resolve("heliograph"));
        Files.copy(jar, changed.home().resolve("plugins").resolve(jar.getFileName()));
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Files.writeString(inbox.resolve("letter.txt"), "eleven byte");
        Path configuration = Files.writeString(folder.resolve("folder.toml"), """
                [agent]
                  omit_hostname = true
                [[inputs.folder]]
                  folders = ["inbox"]
                [[outputs.file]]
                """);

        assertThat(output(changed.launcher().toString(), "--quiet", "--config", configuration.toString(), "--once"))
                .matches("folder,name=inbox (files=1i,bytes=11i|bytes=11i,files=1i) \\d+\\s*");
        assertThat(output(changed.launcher().toString(), "check", "--config", configuration.toString()))
                .isNotNull();
    }

    private Path build() throws IOException, InterruptedException {
        Path project = copied(ROOT.resolve("docs/example-plugin"), folder.resolve("example-plugin"));
        Path repository = install(folder.resolve("repository"));
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><mirrors><mirror><id>this-build</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors></settings>
                """.formatted(
                        Path.of(System.getProperty("localRepository")).toUri()));
        String said = output(
                "mvn",
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + repository,
                "-f",
                project.toString(),
                "package");
        assertThat(said).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
        return project.resolve("target/plugin-folder-1.0.jar");
    }

    /// What `mvn install` would leave of the modules that a plugin's author needs.
    private static Path install(Path repository) throws IOException {
        String version = System.getProperty("heliograph.version");
        install(repository, version, "heliograph", ROOT);
        install(repository, version, "plugins", ROOT.resolve("plugins"));
        install(repository, version, "plugin-api", ROOT.resolve("plugin-api"));
        install(repository, version, "agent-core", ROOT.resolve("agent-core"));
        return repository;
    }

    private static void install(Path repository, String version, String artifact, Path module) throws IOException {
        Path to = Files.createDirectories(
                repository.resolve(GROUP).resolve(artifact).resolve(version));
        Files.copy(module.resolve("pom.xml"), to.resolve(artifact + "-" + version + ".pom"));
        for (String kind : List.of(".jar", "-tests.jar")) {
            Path jar = module.resolve("target").resolve(artifact + "-" + version + kind);
            if (Files.exists(jar)) {
                Files.copy(jar, to.resolve(jar.getFileName()));
            }
        }
    }

    private static Path copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(file -> !file.startsWith(from.resolve("target")))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return to;
    }

    private String output(String... words) throws IOException, InterruptedException {
        Process process = Distribution.command(folder, List.of(words)).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
