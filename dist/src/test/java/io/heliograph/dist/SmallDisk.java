package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of its own that is soon full, in memory. Needs root.
///
/// @param mount where it is mounted
record SmallDisk(Path mount) implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    /// Mounts one; the test is skipped, and counted as such, where nobody may.
    static SmallDisk mounted(Path folder, int mib) throws IOException {
        Files.createDirectory(folder);
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "none", folder.toString()), "not root");
        return new SmallDisk(folder);
    }

    /// Fills it, but for some room.
    ///
    /// @return the file that takes it up
    Path fill(long freeBytes) throws IOException {
        Path ballast = mount.resolve("ballast");
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (mount.toFile().getUsableSpace() > freeBytes) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(mount.toFile().getUsableSpace()).isLessThan(BLOCK);
        }
        return ballast;
    }

    void mayBeWritten(boolean is) throws IOException {
        assertThat(isDone("mount", "-o", is ? "remount,rw" : "remount,ro", mount.toString()))
                .isTrue();
    }

    @Override
    public void close() throws IOException {
        assertThat(isDone("umount", mount.toString())).isTrue();
    }

    private static boolean isDone(String... words) throws IOException {
        return new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }
}
