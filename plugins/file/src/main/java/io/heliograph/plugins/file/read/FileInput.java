package io.heliograph.plugins.file.read;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Input;
import io.heliograph.api.ParseException;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Reads the whole contents of files at every interval. What one file is lacking does not keep the others from being
/// read.
public final class FileInput implements Input {
    private final FileInputConfig config;
    private final List<FilePattern> patterns = new ArrayList<>();
    private final TextEncoding encoding;
    private Map<Path, Map<Series, Series>> tagged = new HashMap<>(); // see FileTags, by file

    /// @param context not needed
    public FileInput(FileInputConfig config, PluginContext context) {
        this.config = config;
        this.encoding = TextEncoding.of(config.characterEncoding());
        for (String file : config.files()) {
            patterns.add(FilePattern.of(file));
        }
    }

    /// @throws FileNotFoundException where there is nothing to read at all
    @Override
    public void gather(Accumulator out) throws FileNotFoundException {
        Map<Path, Map<Series, Series>> seen = new HashMap<>();
        for (Path file : find(out)) {
            read(file, rowsOf(file, seen, out), out);
        }
        tagged = seen;
    }

    private Collection<Path> find(Accumulator out) throws FileNotFoundException {
        Collection<Path> found = new TreeSet<>();
        List<Exception> missing = new ArrayList<>();
        for (FilePattern pattern : patterns) {
            try {
                Collection<Path> matches = pattern.matches();
                if (matches.isEmpty()) {
                    missing.add(new FileNotFoundException("no file matches '" + pattern + "'"));
                }
                found.addAll(matches);
            } catch (IOException unlisted) {
                missing.add(new IOException("cannot look for '" + pattern + "': " + unlisted, unlisted));
            }
        }
        report(missing, found.isEmpty(), out);
        return found;
    }

    private static void report(List<Exception> missing, boolean nothing, Accumulator out) throws FileNotFoundException {
        if (nothing && missing.size() == 1) {
            FileNotFoundException failed =
                    new FileNotFoundException(missing.getFirst().getMessage());
            failed.initCause(missing.getFirst());
            throw failed;
        }
        for (Exception one : missing) {
            out.error(one);
        }
    }

    private Accumulator rowsOf(Path file, Map<Path, Map<Series, Series>> seen, Accumulator out) {
        if (config.fileTag().isEmpty() && config.filePathTag().isEmpty()) {
            return out;
        }
        Map<Series, Series> earlier = tagged.get(file);
        Map<Series, Series> known = earlier == null ? new IdentityHashMap<>() : earlier;
        seen.put(file, known);
        return new FileTags(tags(file), known, out);
    }

    private TagSet tags(Path file) {
        Path name = file.getFileName();
        TagSet tags = TagSet.EMPTY;
        if (!config.fileTag().isEmpty() && name != null) {
            tags = tags.with(config.fileTag(), name.toString());
        }
        if (!config.filePathTag().isEmpty()) {
            tags = tags.with(
                    config.filePathTag(), file.toAbsolutePath().normalize().toString());
        }
        return tags;
    }

    private void read(Path file, Accumulator rows, Accumulator out) {
        try {
            byte[] text = encoding.toUtf8(Files.readAllBytes(file));
            config.dataFormat().parse(ByteSource.of(text, file.toString()), rows);
        } catch (ParseException faulty) {
            out.error(faulty); // its message begins with the file
        } catch (IOException unreadable) {
            out.error(new IOException("cannot read " + file + ": " + unreadable, unreadable));
        }
    }

    @Override
    public void close() throws IOException {
        config.dataFormat().close();
    }
}
