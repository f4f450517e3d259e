package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A file that is locked by this process. The system lets go of it when the process ends, however it ends.
///
/// Such a lock is the process's, and is gone as soon as the process closes *any* descriptor of the file (POSIX, fcntl):
/// a second try would take the lock from the first by failing. So it is known here what is held, and a file that is
/// held is not opened again.
public final class ProcessLock implements Closeable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();
    private static final int NOTE_BYTES = 20;

    private final Path key;
    private final FileChannel file;

    private ProcessLock(Path key, FileChannel file) {
        this.key = key;
        this.file = file;
    }

    /// Locks a file, which is made where it is not there.
    ///
    /// @throws HeldLockException where it is locked
    /// @throws IOException where it cannot be opened
    public static ProcessLock of(Path path) throws IOException {
        Path key = path.toAbsolutePath().getParent().toRealPath().resolve(path.getFileName());
        if (!HELD.add(key)) {
            throw new HeldLockException(Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel file = null;
        try {
            file = locked(path);
            return new ProcessLock(key, file);
        } finally {
            if (file == null) {
                HELD.remove(key);
            }
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel file = opened(path);
        try {
            if (attempt(file) == null) {
                throw new HeldLockException(noteIn(file));
            }
            return file;
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    private static FileChannel opened(Path path) throws IOException {
        try {
            return ChannelFolder.created(path);
        } catch (FileAlreadyExistsException there) {
            return ChannelFolder.opened(path);
        }
    }

    private static @Nullable FileLock attempt(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException another) {
            return null; // of this process, by who did not ask here
        }
    }

    private static String noteIn(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(NOTE_BYTES);
        file.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    /// Says in the file which process has it. A disk without room for that is no obstacle: the lock is what counts.
    public void noteProcess() {
        byte[] text = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(text), 0);
        } catch (IOException full) {
            // as said
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HELD.remove(key);
        }
    }
}
