package io.heliograph.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/// An unpacked release: the one that the build made, or a copy that a test may change.
record Distribution(Path home) {
    /// The one that the build made. Not to be changed.
    static Distribution built() {
        return new Distribution(Path.of(System.getProperty("heliograph.distribution", "target/heliograph"))
                .toAbsolutePath());
    }

    Path launcher() {
        return home.resolve("bin/heliograph");
    }

    /// The start-up cache.
    Path cache() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /// The jar of a family of plugins.
    Path pluginJar(String family) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("plugins"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("plugins-" + family + "-"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /// A copy that a test may change.
    Distribution copiedTo(Path folder) throws IOException {
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(folder.resolve(home.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Path to = folder.resolve(home.relativize(from));
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
        return new Distribution(folder);
    }

    /// A start of the launcher in a folder, with `state` in it as state directory, output and errors in one, with no
    /// other variable of ours set.
    static ProcessBuilder command(Path folder, List<String> words) {
        ProcessBuilder command =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("HELIOGRAPH_"));
        command.environment().put("STATE_DIRECTORY", folder.resolve("state").toString());
        return command;
    }

    /// What a start said before it ended by itself.
    record Ended(int code, String said) {}

    /// Runs the built agent in a folder until it ends by itself.
    static Ended run(Path folder, Path configuration) throws IOException, InterruptedException {
        Process agent = command(
                        folder,
                        List.of(
                                built().launcher().toString(),
                                "--config",
                                configuration.toString(),
                                "--state",
                                folder.resolve("state").toString()))
                .start();
        String said = new String(agent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(agent.waitFor(), said);
    }
}
