package io.heliograph.plugins.host.disk;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Asks the file system with `statvfs` of the C library, because nothing in Java's own library counts inodes.
///
/// Where calls into native code are not enabled (`--enable-native-access=ALL-UNNAMED`), or this is no 64-bit Linux,
/// [java.io.File] answers, and inodes are unknown.
final class StatVfs {
    private static final int ROOM = 256; // the struct has 112 bytes
    // offsets in struct statvfs, on 64-bit Linux the same in glibc and musl
    private static final long FRAGMENT_SIZE = 8;
    private static final long BLOCKS = 16;
    private static final long FREE_BLOCKS = 24;
    private static final long AVAILABLE_BLOCKS = 32;
    private static final long FILES = 40;
    private static final long FREE_FILES = 48;

    private final @Nullable MethodHandle statvfs;

    StatVfs() {
        statvfs = isNativeAccessEnabled() && isKnownPlatform() ? link() : null;
    }

    /// Without it the JVM would write a warning to the terminal.
    private static boolean isNativeAccessEnabled() {
        return StatVfs.class.getModule().isNativeAccessEnabled();
    }

    private static boolean isKnownPlatform() {
        String architecture = System.getProperty("os.arch", "");
        return System.getProperty("os.name", "").equals("Linux")
                && (architecture.equals("amd64") || architecture.equals("aarch64"));
    }

    @SuppressWarnings("restricted") // the one native call of this family: see the head of this class
    private static @Nullable MethodHandle link() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor signature =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
        MemorySegment symbol = linker.defaultLookup().find("statvfs").orElse(null);
        return symbol == null ? null : linker.downcallHandle(symbol, signature);
    }

    /// @return null where the path is not there, or must not be asked
    @Nullable
    FileSystemUsage of(String path) {
        MethodHandle call = statvfs;
        return call == null ? withoutInodes(path) : ask(call, path);
    }

    private static @Nullable FileSystemUsage ask(MethodHandle call, String path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ROOM, Long.BYTES);
            int result = (int) call.invokeExact(arena.allocateFrom(path), answer);
            return result == 0 ? usage(answer) : null;
        } catch (RuntimeException | Error problem) {
            throw problem;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static FileSystemUsage usage(MemorySegment answer) {
        long unit = answer.get(ValueLayout.JAVA_LONG, FRAGMENT_SIZE);
        long blocks = answer.get(ValueLayout.JAVA_LONG, BLOCKS);
        return new FileSystemUsage(
                blocks * unit,
                answer.get(ValueLayout.JAVA_LONG, AVAILABLE_BLOCKS) * unit,
                (blocks - answer.get(ValueLayout.JAVA_LONG, FREE_BLOCKS)) * unit,
                answer.get(ValueLayout.JAVA_LONG, FILES),
                answer.get(ValueLayout.JAVA_LONG, FREE_FILES));
    }

    private static @Nullable FileSystemUsage withoutInodes(String path) {
        File file = new File(path);
        long total = file.getTotalSpace();
        long used = total - file.getFreeSpace();
        return total == 0 ? null : new FileSystemUsage(total, file.getUsableSpace(), used, -1, 0);
    }
}
