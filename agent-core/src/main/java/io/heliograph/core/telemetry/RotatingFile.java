package io.heliograph.core.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// A log file that is put aside when it is old or large, under its name with the time in it. Writes are whole lines,
/// and are not buffered.
public final class RotatingFile extends OutputStream {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);

    /// When a file is put aside.
    ///
    /// @param interval after this time; zero is never
    /// @param maxBytes at this size; 0 is never
    /// @param archives how many old files are kept; -1 is all
    public record Rotation(Duration interval, long maxBytes, int archives) {
        /// Never.
        public static final Rotation NONE = new Rotation(Duration.ZERO, 0, 5);
    }

    private final Path file;
    private final Rotation rotation;
    private OutputStream out;
    private Instant began = Instant.now();
    private long size;

    /// @throws IOException where the file cannot be opened
    public RotatingFile(Path file, Rotation rotation) throws IOException {
        this.file = file.toAbsolutePath();
        this.rotation = rotation;
        this.out = open();
    }

    private OutputStream open() throws IOException {
        began = Instant.now();
        size = Files.exists(file) ? Files.size(file) : 0;
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] line, int offset, int length) throws IOException {
        boolean old = !rotation.interval.isZero() && Instant.now().isAfter(began.plus(rotation.interval));
        boolean large = rotation.maxBytes > 0 && size > 0 && size + length > rotation.maxBytes;
        if (old || large) {
            rotate();
        }
        out.write(line, offset, length);
        size += length;
    }

    private void rotate() throws IOException {
        out.close();
        Files.move(file, archive(STAMP.format(Instant.now())), StandardCopyOption.REPLACE_EXISTING);
        out = open();
        if (rotation.archives >= 0) {
            List<Path> old = archives();
            for (int i = rotation.archives; i < old.size(); i++) {
                Files.deleteIfExists(old.get(i));
            }
        }
    }

    private Path archive(String stamp) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot > 0 ? name.substring(0, dot) + "." + stamp + name.substring(dot) : name + "." + stamp);
    }

    private List<Path> archives() throws IOException {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name) + ".";
        List<Path> found = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(file.resolveSibling("."))) {
            siblings.filter(sibling -> {
                        String other = String.valueOf(sibling.getFileName());
                        return other.startsWith(stem) && !other.equals(name);
                    })
                    .forEach(found::add);
        }
        found.sort(Collections.reverseOrder());
        return found;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
