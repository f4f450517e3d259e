package io.heliograph.testkit.cases;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Puts folders of a case in place of the host's, which host inputs find by `HOST_PROC` and its like.
final class HostFolders implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("proc", "sys", "etc", "run", "var", "dev");

    private final Path root;

    HostFolders(Path root) {
        this.root = root;
    }

    void put() {
        FOLDERS.forEach(folder ->
                System.setProperty(variable(folder), root.resolve(folder).toString()));
    }

    private static String variable(String folder) {
        return "HOST_" + folder.toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() {
        FOLDERS.forEach(folder -> System.clearProperty(variable(folder)));
    }
}
