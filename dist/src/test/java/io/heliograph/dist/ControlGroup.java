package io.heliograph.dist;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A group of processes whose memory or threads are bounded by the kernel, by either version of its interface. Needs
/// root.
final class ControlGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Path folder;
    private final boolean old;

    private ControlGroup(Path folder, boolean old) {
        this.folder = folder;
        this.old = old;
    }

    /// A new group for this process's child. Where there can be none, the test is skipped, which `dist/test` tells.
    ///
    /// @param controller `memory` or `pids`
    static ControlGroup of(String controller) throws IOException {
        Path parent = ROOT.resolve(controller);
        boolean old = Files.isDirectory(parent);
        Path folder = (old ? parent : ROOT).resolve("heliograph-" + System.nanoTime());
        try {
            if (!old) {
                Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+" + controller);
            }
            return new ControlGroup(Files.createDirectory(folder), old);
        } catch (IOException denied) {
            return abort("no control groups here: " + denied);
        }
    }

    /// A command of the shell, by which it and what it becomes are in the group.
    String join() {
        return "echo $$ >" + folder.resolve("cgroup.procs");
    }

    /// @param more bytes than it has at present
    void limitMemory(long more) throws IOException {
        String has = Files.readString(folder.resolve(old ? "memory.usage_in_bytes" : "memory.current"));
        write(old ? "memory.limit_in_bytes" : "memory.max", Long.toString(Long.parseLong(has.strip()) + more));
    }

    /// To those that are there.
    void limitThreads() throws IOException {
        write("pids.max", Files.readString(folder.resolve("pids.current")).strip());
    }

    void limitNothing() throws IOException {
        write("pids.max", "max");
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(folder.resolve(file), value);
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
