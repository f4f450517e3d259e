package io.heliograph.core.agent;

import io.heliograph.core.buffer.log.HeldLockException;
import io.heliograph.core.buffer.log.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Holds a state directory for this process: `LOCK` in it is locked, and says which process has it.
final class StateLock implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final ProcessLock lock;

    private StateLock(ProcessLock lock) {
        this.lock = lock;
    }

    /// Makes the directory where it is not there, for its owner only, and takes it.
    ///
    /// @throws StateInUseException where another agent has it
    /// @throws IOException where it cannot be used
    static StateLock of(Path directory) throws IOException, StateInUseException {
        Files.createDirectories(directory, OWNER_ONLY);
        try {
            ProcessLock lock = ProcessLock.of(directory.resolve("LOCK"));
            lock.noteProcess();
            return new StateLock(lock);
        } catch (HeldLockException held) {
            throw new StateInUseException(directory, held.holder());
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
