package io.heliograph.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A configuration that any user may write is refused: it has the agent read files and send them anywhere.
class ConfigRightsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("heliograph.toml"), "[agent]\n");
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static Configuration load(Path path) throws ConfigurationException {
        return ConfigLoader.load(Samples.CATALOG, LoadOptions.strict(), List.of(path));
    }

    @Test
    void aFileThatAnyUserMayWriteIsRefused() throws Exception {
        allow(file, "rw-r--rw-");

        assertThatThrownBy(() -> load(file))
                .hasMessage(file + ": any user of this machine may write it (try chmod o-w " + file + ")");
        assertThatThrownBy(() -> load(folder)).hasMessageContaining("chmod o-w " + file);
    }

    @Test
    void soIsAFolder() throws Exception {
        allow(folder, "rwxrwxrwx");
        assertThatThrownBy(() -> load(folder)).hasMessageContaining("chmod o-w " + folder);

        // as /tmp: nobody can put another's file aside
        Files.setAttribute(folder, "unix:mode", 01777);
        assertThat(load(folder).files()).containsExactly(file);
    }

    @Test
    void aGroupMayWrite() throws Exception {
        allow(file, "rw-rw-r--");
        assertThat(load(file).files()).containsExactly(file);
    }

    @Test
    void whatALinkLeadsToCounts() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.toml"), file);
        assertThat(load(link).files()).containsExactly(link);

        allow(file, "rw-rw-rw-");
        assertThatThrownBy(() -> load(link)).hasMessageContaining("any user of this machine");
    }
}
