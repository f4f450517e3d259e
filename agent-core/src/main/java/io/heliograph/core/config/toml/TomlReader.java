package io.heliograph.core.config.toml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlVersion;

/// Reads a TOML document with tomlj, which tells the line of every key and several mistakes in one pass.
///
/// The agent reads TOML 1.1, because Telegraf's own dialect allows what 1.0 does not: a comma after the last entry of
/// an inline table, and line breaks within. (toml4j cannot read Telegraf's configurations: see `Toml4jTest`.)
public final class TomlReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Problems problems;
    private final Texts strings;

    /// Makes of a text of the document what is meant by it.
    @FunctionalInterface
    public interface Texts {
        /// @throws IllegalArgumentException with what is wrong with it
        String meant(String text, Place place);
    }

    /// @param file for the places
    /// @param problems takes mistakes of syntax
    /// @param strings applied to every text of the document, but not to keys; an [IllegalArgumentException] becomes a
    ///     problem
    public TomlReader(Path file, Problems problems, UnaryOperator<String> strings) {
        this(file, problems, (text, place) -> strings.apply(text));
    }

    /// @param strings applied to every text, with its place
    public TomlReader(Path file, Problems problems, Texts strings) {
        this.file = file;
        this.problems = problems;
        this.strings = strings;
    }

    /// The text of a file's bytes, or null where they are not UTF-8.
    public @Nullable String decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException notText) {
            problems.add(new Place(file, lineOf(bytes, buffer.position())), "", "not text in UTF-8");
            return null;
        }
    }

    private static int lineOf(byte[] bytes, int end) {
        int line = 1;
        for (int i = 0; i < end; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /// The document, or null where its syntax is wrong.
    public @Nullable TomlTable read(String text) {
        return read(text, TomlVersion.V1_1_0);
    }

    @Nullable
    TomlTable read(String text, TomlVersion version) {
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        TomlParseResult result = Toml.parse(marked ? text.substring(1) : text, version);
        if (result.hasErrors()) {
            for (TomlParseError error : result.errors()) {
                problems.add(place(error.position()), "", syntaxMessage(error));
            }
            return null;
        }
        return table(result, new Place(file, 1), "");
    }

    private static String syntaxMessage(TomlParseError error) {
        String message = error.getMessage() + " (column " + error.position().column() + ")";
        boolean variable = message.startsWith("Unexpected '$'");
        return variable ? message + "; a variable outside quotes needs --non-strict-env-handling" : message;
    }

    private Place place(@Nullable TomlPosition position) {
        return new Place(file, position == null ? 0 : position.line());
    }

    private TomlTable table(org.tomlj.TomlTable table, Place place, String path) {
        Map<String, TomlValue> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            String key = entry.getKey();
            Place at = place(table.inputPositionOf(List.of(key)));
            entries.put(key, value(entry.getValue(), at, path.isEmpty() ? key : path + "." + key));
        }
        return new TomlTable(entries, place);
    }

    private TomlValue value(Object value, Place place, String path) {
        return switch (value) {
            case org.tomlj.TomlTable table -> table(table, place, path);
            case TomlArray array -> list(array, place, path);
            case String text -> new TomlScalar(replaced(text, place, path), place);
            default -> new TomlScalar(value, place);
        };
    }

    private TomlList list(TomlArray array, Place place, String path) {
        List<TomlValue> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            values.add(value(array.get(i), place(array.inputPositionOf(i)), path));
        }
        return new TomlList(values, place);
    }

    private String replaced(String text, Place place, String path) {
        try {
            return strings.meant(text, place);
        } catch (IllegalArgumentException refused) {
            problems.add(place, path, String.valueOf(refused.getMessage()));
            return text;
        }
    }
}
