package io.heliograph.plugins.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostRootsTest {
    @TempDir
    private Path mounted;

    @AfterEach
    void clear() {
        System.clearProperty("HOST_PROC");
        System.clearProperty("HOST_RUN");
        System.clearProperty("HOST_MOUNT_PREFIX");
    }

    @Test
    void theUsualFolders() {
        HostRoots roots = HostRoots.ofEnvironment();

        assertThat(roots.inProc("stat")).isEqualTo("/proc/stat");
        assertThat(roots.inSys("block")).isEqualTo("/sys/block");
        assertThat(roots.procMoved()).isFalse();
    }

    @Test
    void movedFolders() {
        System.setProperty("HOST_PROC", "/host/proc");
        System.setProperty("HOST_RUN", "/elsewhere");

        HostRoots roots = HostRoots.ofEnvironment();

        assertThat(roots.inProc("stat")).isEqualTo("/host/proc/stat");
        assertThat(roots.run()).isEqualTo("/elsewhere");
        assertThat(roots.procMoved()).isTrue();
    }

    @Test
    void whatIsBelowTheMountPrefixIsTakenFromThere() throws Exception {
        Files.createDirectory(mounted.resolve("run"));
        System.setProperty("HOST_MOUNT_PREFIX", mounted.toString());

        HostRoots roots = HostRoots.ofEnvironment();

        assertThat(roots.run()).isEqualTo(mounted + "/run");
        assertThat(roots.etc()).isEqualTo("/etc");
        assertThat(roots.proc()).isEqualTo("/proc");
    }
}
