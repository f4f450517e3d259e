package io.heliograph.core.config;

import io.heliograph.api.config.Place;
import io.heliograph.core.config.toml.Problems;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the files of a configuration.
///
/// Of a directory: all `*.conf` and `*.toml` in it and below, in the order of names, as Telegraf walks it.
/// Directories with a name that begins with `..` are passed over (Kubernetes keeps old versions there), and so are
/// links to directories. What any user may write is refused.
final class ConfigFiles {
    private final Problems problems;
    private final List<Path> found = new ArrayList<>();

    private ConfigFiles(Problems problems) {
        this.problems = problems;
    }

    /// The files that are meant by files and directories, in their order.
    static List<Path> expand(List<Path> given, Problems problems) {
        ConfigFiles files = new ConfigFiles(problems);
        for (Path path : given) {
            if (Files.isDirectory(path)) {
                files.walk(path);
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                problems.add(new Place(path, 0), "", "no such file or directory");
            }
        }
        return files.found;
    }

    private void walk(Path directory) {
        refuseOpen(directory);
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path child : stream) {
                children.add(child);
            }
        } catch (IOException unreadable) {
            problems.add(new Place(directory, 0), "", "cannot be read: " + unreadable);
        }
        children.sort(Comparator.comparing(child -> child.getFileName().toString()));
        for (Path child : children) {
            visit(child);
        }
    }

    private void visit(Path child) {
        String name = child.getFileName().toString();
        if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
            if (!name.startsWith("..")) {
                walk(child);
            }
        } else if ((name.endsWith(".conf") || name.endsWith(".toml")) && Files.isRegularFile(child)) {
            add(child);
        }
    }

    private void add(Path file) {
        found.add(file);
        refuseOpen(file);
    }

    /// Whoever may write a configuration has the agent read files and send them anywhere. What nobody can write, as
    /// Kubernetes mounts it, may have any mode.
    private void refuseOpen(Path path) {
        FileRights rights = FileRights.of(path);
        if (rights != null && rights.isOpenToAll() && !isReadOnly(path)) {
            problems.add(new Place(path, 0), "", "any user of this machine may write it (try chmod o-w " + path + ")");
        }
    }

    private static boolean isReadOnly(Path path) {
        try {
            return Files.getFileStore(path).isReadOnly();
        } catch (IOException unknown) {
            return false;
        }
    }
}
