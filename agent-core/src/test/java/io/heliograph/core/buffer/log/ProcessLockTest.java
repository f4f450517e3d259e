package io.heliograph.core.buffer.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLockTest {
    @TempDir
    Path folder;

    private boolean isLocked(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        List<String> locks = Files.readAllLines(Path.of("/proc/locks"));
        return locks.stream().anyMatch(lock -> lock.contains(inode));
    }

    @Test
    void aSecondTryFailsAndLeavesTheFirstLockWhereItIs() throws Exception {
        Path file = folder.resolve("LOCK");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (ProcessLock first = ProcessLock.of(file)) {
            assertThat(isLocked(file)).isTrue();
            for (Path again : List.of(file, link.resolve("LOCK"))) {
                assertThatThrownBy(() -> ProcessLock.of(again))
                        .isInstanceOfSatisfying(
                                HeldLockException.class,
                                held -> assertThat(held.holder())
                                        .isEqualTo(Long.toString(
                                                ProcessHandle.current().pid())));
            }
            assertThat(isLocked(file)).as("still").isTrue();
            first.noteProcess();
            assertThat(file).hasContent(ProcessHandle.current().pid() + "\n");
        }
        assertThat(isLocked(file)).isFalse();
        ProcessLock.of(file).close();
    }

    @Test
    void aFileThatCannotBeOpenedCanBeTriedAgain() throws Exception {
        Path file = Files.createDirectory(folder.resolve("LOCK"));
        assertThatThrownBy(() -> ProcessLock.of(file)).isInstanceOf(IOException.class);
        Files.delete(file);
        ProcessLock.of(file).close();
    }
}
