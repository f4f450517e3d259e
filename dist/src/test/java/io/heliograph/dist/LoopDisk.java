package io.heliograph.dist;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An ext4 file system in a file, whose power can be cut. Needs root and loop devices.
///
/// @param image the file
/// @param mount where it is mounted
record LoopDisk(Path image, Path mount) implements AutoCloseable {
    private static final long BYTES = 1L << 30;

    /// `EXT4_IOC_SHUTDOWN`, and its way that does not write the journal first.
    private static final long SHUTDOWN = 0x8004587DL;

    private static final int NO_LOG_FLUSH = 2;

    /// A new one.
    static LoopDisk make(Path folder) throws IOException, InterruptedException {
        LoopDisk disk = new LoopDisk(folder.resolve("disk.img"), Files.createDirectories(folder.resolve("state")));
        try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        run(List.of("mkfs.ext4", "-q", "-F", disk.image.toString()));
        disk.attach();
        return disk;
    }

    /// Why there can be none here; null where there can.
    static @Nullable String obstacle(Path folder) throws InterruptedException {
        try (LoopDisk disk = make(Files.createDirectories(folder.resolve("probe")))) {
            disk.cutPower();
            return null;
        } catch (IOException problem) {
            return problem.getMessage();
        }
    }

    /// Mounts it, as often as it takes: while a mount namespace that was made in the meantime holds the dead file
    /// system, the same one comes back, still dead.
    void attach() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        run(List.of("mount", "-o", "loop", image.toString(), mount.toString()));
        while (!isAlive()) {
            detach();
            if (System.nanoTime() > deadline) {
                throw new IOException(mount + " stays dead");
            }
            TimeUnit.MILLISECONDS.sleep(200);
            run(List.of("mount", "-o", "loop", image.toString(), mount.toString()));
        }
    }

    private boolean isAlive() {
        try {
            Path probe = Files.createTempFile(mount, "probe", ".tmp");
            Files.delete(probe);
            return true;
        } catch (IOException dead) {
            return false;
        }
    }

    void detach() throws IOException, InterruptedException {
        run(List.of("umount", mount.toString()));
    }

    /// What was not synced is gone, and nothing can be written until it is detached and attached again.
    void cutPower() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment way = arena.allocateFrom(ValueLayout.JAVA_INT, NO_LOG_FLUSH);
            MemorySegment path = arena.allocateFrom(mount.toString(), StandardCharsets.UTF_8);
            int descriptor = (int) Libc.OPEN.invokeExact(path, 0);
            int result = (int) Libc.IOCTL.invokeExact(descriptor, SHUTDOWN, way);
            int closed = (int) Libc.CLOSE.invokeExact(descriptor);
            if (descriptor < 0 || result != 0 || closed != 0) {
                throw new IOException("ioctl(" + mount + ", EXT4_IOC_SHUTDOWN) refused");
            }
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable unexpected) {
            throw new IOException(unexpected);
        }
    }

    /// Cuts the power under an agent, which ends with it, and brings the disk back with what was on it.
    void failUnder(RunningAgent agent, Acknowledged acknowledged) throws IOException, InterruptedException {
        acknowledged.seal();
        cutPower();
        agent.kill();
        detach();
        attach();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }

    @Override
    public void close() {
        try {
            detach();
        } catch (IOException notAttached) {
            // as it should be
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("restricted") // system calls that Java has no method for
    private static final class Libc {
        static final MethodHandle OPEN = handle(
                "open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), 2);
        static final MethodHandle IOCTL = handle(
                "ioctl",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                2);
        static final MethodHandle CLOSE =
                handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), 1);

        private Libc() {}

        private static MethodHandle handle(String name, FunctionDescriptor descriptor, int fixedArguments) {
            Linker linker = Linker.nativeLinker();
            MemorySegment function = linker.defaultLookup().findOrThrow(name);
            return fixedArguments == descriptor.argumentLayouts().size()
                    ? linker.downcallHandle(function, descriptor)
                    : linker.downcallHandle(function, descriptor, Linker.Option.firstVariadicArg(fixedArguments));
        }
    }
}
