package io.heliograph.core.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Holds a state directory for this process: `LOCK` in it is locked, and says which process has it. The system lets go
/// of the lock when the process ends, however it ends.
final class StateLock implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FileChannel file;

    private StateLock(FileChannel file) {
        this.file = file;
    }

    /// Makes the directory where it is not there, for its owner only, and takes it.
    ///
    /// @throws StateInUseException where another process has it
    /// @throws IOException where it cannot be used
    static StateLock of(Path directory) throws IOException, StateInUseException {
        Files.createDirectories(directory, OWNER_ONLY_FOLDER);
        Path path = directory.resolve("LOCK");
        FileChannel file = FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        LinkOption.NOFOLLOW_LINKS),
                OWNER_ONLY);
        try {
            if (locked(file) == null) {
                throw new StateInUseException(directory, owner(file));
            }
            write(file);
            return new StateLock(file);
        } catch (IOException | StateInUseException problem) {
            file.close();
            throw problem;
        }
    }

    private static FileLock locked(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static String owner(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        file.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    /// A disk without room for that is no obstacle.
    private static void write(FileChannel file) {
        byte[] text = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(text), 0);
        } catch (IOException full) {
            // the lock is what counts
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
