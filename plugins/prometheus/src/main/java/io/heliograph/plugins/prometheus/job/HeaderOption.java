package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A header that is sent along: a text, as Telegraf has it, or a table with `values`, `secrets` and `files`, as
/// Prometheus has it. Several values go into one header, with commas.
///
/// @param values as they stand in the configuration
/// @param files whose texts are values; read at each use
public record HeaderOption(List<Secret> values, List<Path> files) {
    private static final String KEY = "http_headers";

    /// Takes copies.
    public HeaderOption {
        values = List.copyOf(values);
        files = List.copyOf(files);
    }

    /// Reads the entries of the option, so that no value stays in it in the clear.
    ///
    /// @throws InvalidOptionException for an entry of another shape
    public static Map<String, Object> all(Map<String, Object> entries) {
        Map<String, Object> headers = new LinkedHashMap<>();
        entries.forEach((name, value) -> headers.put(name, of(name, value)));
        return headers;
    }

    private static HeaderOption of(String name, Object value) {
        if (value instanceof HeaderOption known) {
            return known;
        }
        if (value instanceof String text) {
            return new HeaderOption(List.of(Secret.of(text)), List.of());
        }
        if (!(value instanceof Map<?, ?> table)) {
            throw wrong(name);
        }
        List<Secret> values = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (Map.Entry<?, ?> entry : table.entrySet()) {
            for (String text : texts(name, entry.getValue())) {
                switch (String.valueOf(entry.getKey())) {
                    case "values", "secrets" -> values.add(Secret.of(text));
                    case "files" -> files.add(Path.of(text));
                    default -> throw wrong(name);
                }
            }
        }
        return new HeaderOption(values, files);
    }

    private static List<String> texts(String name, @Nullable Object list) {
        List<String> texts = new ArrayList<>();
        if (!(list instanceof List<?> items)) {
            throw wrong(name);
        }
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw wrong(name);
            }
            texts.add(text);
        }
        return texts;
    }

    private static InvalidOptionException wrong(String name) {
        return new InvalidOptionException(
                KEY, name + ": neither a text nor a table of the lists values, secrets and files");
    }

    /// The value of the header.
    ///
    /// @throws IOException for a file that cannot be read
    public Secret value() throws IOException {
        if (values.size() == 1 && files.isEmpty()) {
            return values.get(0);
        }
        StringBuilder all = new StringBuilder();
        for (Secret value : values) {
            all.append(all.isEmpty() ? "" : ", ").append(value.reveal());
        }
        for (Path file : files) {
            all.append(all.isEmpty() ? "" : ", ").append(read(file));
        }
        return Secret.of(all.toString());
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IOException(KEY + ": " + file + ": " + FileProblems.reason(unreadable), unreadable);
        }
    }
}
