package io.heliograph.plugins.common.renewal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A value that is read from files, and read again when one of them has changed. Good for any thread.
///
/// Whoever renews files does it in steps: a file is empty for a moment, or half-written, or gone, or the certificate is
/// new and its key still the old one. So what cannot be read leaves the value in use that was there before, which is
/// logged once for each state of the files; the next change is looked at again. Only where there is no value yet is a
/// file that cannot be read an error.
///
/// @param <T> an immutable value
public final class Renewed<T> {
    private static final Logger LOG = LoggerFactory.getLogger("renewal");

    private final List<Path> files;
    private final long lookNanos;
    private final Source<T> source;
    private @Nullable T value;
    private @Nullable FileStamp stamp;
    private long lookedNanos;
    private String told = "";

    /// Reads the files.
    ///
    /// @param <T> the value
    @FunctionalInterface
    public interface Source<T> {
        /// @throws IOException where they do not hold a good value
        T read() throws IOException;
    }

    /// Reads nothing yet.
    ///
    /// @param files to watch; null for none in that place
    /// @param look how often to look for a change at most
    /// @param source of the value
    public Renewed(List<? extends @Nullable Path> files, Duration look, Source<T> source) {
        this.files = new ArrayList<>();
        for (Path file : files) {
            if (file != null) {
                this.files.add(file);
            }
        }
        this.lookNanos = look.toNanos();
        this.source = source;
    }

    /// The value.
    ///
    /// @throws IOException where there has never been a good one: the file and the reason
    public synchronized T present() throws IOException {
        T before = value;
        if (before != null && System.nanoTime() - lookedNanos < lookNanos) {
            return before;
        }
        lookedNanos = System.nanoTime();
        return before == null ? renewed(FileStamp.of(files)) : renewedOr(before);
    }

    private T renewedOr(T before) {
        try {
            FileStamp now = FileStamp.of(files);
            return now.equals(stamp) ? before : renewed(now);
        } catch (IOException unusable) {
            tell(String.valueOf(unusable.getMessage()));
            return before;
        }
    }

    /// The stamp is kept also where the files are wrong: they are read again when they change again.
    private T renewed(FileStamp now) throws IOException {
        stamp = now;
        T fresh = source.read();
        value = fresh;
        told = "";
        return fresh;
    }

    private void tell(String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.warn("a changed file cannot be used, what was read before stays in use: {}", problem);
        }
    }
}
