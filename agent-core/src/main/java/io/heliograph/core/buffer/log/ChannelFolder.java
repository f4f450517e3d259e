package io.heliograph.core.buffer.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A directory of the file system. No file is mapped: a full or truncated one would then be a fault of the machine
/// instead of an exception. Only the log's own thread may call, as an interrupt closes the channel that it meets.
public final class ChannelFolder implements Folder {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<OpenOption> READ_WRITE =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW = Set.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final @Nullable ChannelFolder outer;
    private @Nullable FileStore store;

    /// Makes the directory where it is not there, readable for its owner only.
    public ChannelFolder(Path path) throws IOException {
        this(made(path), null);
    }

    private ChannelFolder(Path path, @Nullable ChannelFolder outer) {
        this.path = path;
        this.outer = outer;
    }

    private static Path made(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            made(above);
        }
        Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        FolderOwner.receives(folder);
        return folder;
    }

    @Override
    public Folder inner(String name) {
        return new ChannelFolder(path.resolve(name), this);
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        if (outer != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                names.add(file.getFileName().toString());
            }
        } catch (DirectoryIteratorException problem) {
            throw problem.getCause();
        }
        return names;
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new Channel(opened(path.resolve(name)));
    }

    @Override
    public LogFile create(String name) throws IOException {
        if (outer != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(path, OWNER_ONLY_FOLDER);
            FolderOwner.receives(path);
            outer.sync();
        }
        return new Channel(created(path.resolve(name)));
    }

    /// Opens a file that is there, and no link.
    static FileChannel opened(Path file) throws IOException {
        return FileChannel.open(file, READ_WRITE);
    }

    /// Makes a file, readable for the owner of its folder only.
    static FileChannel created(Path file) throws IOException {
        FileChannel made = FileChannel.open(file, NEW, OWNER_ONLY);
        FolderOwner.receives(file);
        return made;
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void sync() throws IOException {
        try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public long usableBytes() throws IOException {
        FileStore known = store;
        if (known == null) {
            known = Files.getFileStore(outer == null ? path : outer.path); // reads the table of mounts
            store = known;
        }
        return known.getUsableSpace();
    }

    @Override
    public Closeable lock(String name) throws IOException {
        if (outer == null) {
            made(path); // a command may have taken it away since
        }
        try {
            return ProcessLock.of(path.resolve(name));
        } catch (HeldLockException held) {
            throw new IOException(path + " is in use by another agent (stop it, or set another state_directory)", held);
        }
    }

    private record Channel(FileChannel channel) implements LogFile {
        @Override
        public int write(ByteBuffer bytes, long at) throws IOException {
            return channel.write(bytes, at);
        }

        @Override
        public int read(ByteBuffer bytes, long at) throws IOException {
            return channel.read(bytes, at);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
