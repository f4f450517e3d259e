package io.heliograph.plugins.file.write;

import io.heliograph.api.ByteSink;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// A file to which whole writes are appended.
///
/// A write that fails is cut off again. What an earlier process left half written is closed with a line end, so that
/// it spoils no line but its own. A file that somebody moved away or removed is begun anew. Streams and not channels
/// are used, as a channel is closed by an interrupt in the middle of a write.
final class AppendedFile implements Destination {
    private final Path path;
    private final Rotation rotation;
    private final boolean lines;
    private final InstantSource clock;
    private final Logger log;

    private @Nullable OutputStream out;
    private @Nullable Object fileKey;
    private Instant begun = Instant.EPOCH;
    private long size;
    private boolean regular;

    /// @param lines whether the contents are lines of text
    AppendedFile(Path path, Rotation rotation, boolean lines, InstantSource clock, Logger log) {
        this.path = path;
        this.rotation = rotation;
        this.lines = lines;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void prepare() throws IOException {
        try {
            if (out == null || wasReplaced()) {
                reopen();
            }
            rotateIfDue();
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    private IOException failure(IOException cause) {
        return new IOException("cannot write to " + path + ": " + cause, cause);
    }

    /// Looks at the file by its path, and takes note of its size.
    private boolean wasReplaced() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            size = attributes.size();
            return !Objects.equals(attributes.fileKey(), fileKey);
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    private void reopen() throws IOException {
        close();
        OutputStream opened = new FileOutputStream(path.toFile(), true);
        out = opened;
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        fileKey = attributes.fileKey();
        size = attributes.size();
        regular = attributes.isRegularFile();
        begun = size == 0 ? clock.instant() : attributes.lastModifiedTime().toInstant();
        if (lines && regular && size > 0 && !endsWithLine()) {
            opened.write('\n');
            size++;
        }
    }

    private boolean endsWithLine() {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(size - 1);
            return file.read() == '\n';
        } catch (IOException unreadable) {
            return true; // it may be written but not read: leave it as it is
        }
    }

    /// A file that cannot be put aside is written to as before.
    private void rotateIfDue() throws IOException {
        if (!regular || !rotation.isDue(begun, size, clock.instant())) {
            return;
        }
        close();
        try {
            rotation.putAside(path, clock.instant());
        } catch (IOException stays) {
            log.warn("cannot rotate {}: {}", path, stays.toString());
        }
        reopen();
    }

    @Override
    public void write(ByteSink bytes) throws IOException {
        try {
            bytes.writeTo(Objects.requireNonNull(out, "prepare comes first"));
        } catch (IOException failed) {
            throw failure(failed);
        }
    }

    @Override
    public void undo() {
        if (!regular) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            if (file.length() > size) {
                file.setLength(size);
            }
        } catch (IOException stays) {
            log.warn("cannot cut {} back to {} bytes: {}", path, size, stays.toString());
        }
    }

    @Override
    public void done() {
        try {
            if (regular && !wasReplaced()) {
                rotateIfDue();
            }
        } catch (IOException later) {
            log.warn("cannot rotate {}: {}", path, later.toString()); // the next write tells if it goes on
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }
}
