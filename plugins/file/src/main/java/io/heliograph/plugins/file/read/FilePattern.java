package io.heliograph.plugins.file.read;

import io.heliograph.api.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Finds files by a path with patterns in it. The names of the path are followed one by one, so that only folders
/// that may hold a match are listed; from a `**` on all that is below is looked at, without following symbolic links.
final class FilePattern {
    private final String pattern;
    private final List<String> names;

    private FilePattern(String pattern) {
        this.pattern = pattern;
        this.names = List.of(pattern.split("/", -1));
    }

    /// @throws IllegalArgumentException for an open bracket or brace
    static FilePattern of(String pattern) {
        Glob.of(pattern, "/");
        return new FilePattern(pattern);
    }

    /// The files that match, folders excepted, in order.
    ///
    /// @throws IOException where a folder cannot be listed
    Collection<Path> matches() throws IOException {
        Collection<Path> found = new TreeSet<>();
        boolean absolute = pattern.startsWith("/");
        addBelow(Path.of(absolute ? "/" : ""), absolute ? 1 : 0, found);
        return found;
    }

    private void addBelow(Path folder, int index, Collection<Path> found) throws IOException {
        String name = names.get(index);
        if (goesDeep(name)) {
            addDeep(folder, String.join("/", names.subList(index, names.size())), found);
        } else if (hasWildcard(name)) {
            addListed(folder, Glob.of(name), index, found);
        } else {
            addNamed(folder.resolve(name), index, found);
        }
    }

    private static boolean hasWildcard(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0 || name.indexOf('{') >= 0;
    }

    /// Whether the rest of the pattern cannot be followed name by name: `**`, or a brace that is closed behind a slash.
    private static boolean goesDeep(String name) {
        return name.contains("**") || name.indexOf('{') >= 0 && name.indexOf('}') < 0;
    }

    private void addNamed(Path path, int index, Collection<Path> found) throws IOException {
        if (index < names.size() - 1) {
            addBelow(path, index + 1, found);
        } else if (Files.exists(path) && !Files.isDirectory(path)) {
            found.add(path);
        }
    }

    private void addListed(Path folder, Glob glob, int index, Collection<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null && glob.matches(name.toString())) {
                    addNamed(entry, index, found);
                }
            }
        }
    }

    private static void addDeep(Path folder, String rest, Collection<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Glob whole = Glob.of(rest, "/");
        Glob withoutFolders = Glob.of(rest.replace("**/", ""), "/"); // `**/` stands for no folder too
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if ((whole.matches(name) || withoutFolders.matches(name)) && !Files.isDirectory(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public String toString() {
        return pattern;
    }
}
