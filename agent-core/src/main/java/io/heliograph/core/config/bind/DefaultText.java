package io.heliograph.core.config.bind;

import io.heliograph.api.GlobList;
import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlReader;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Values as `@Option` writes them: as in TOML but for the quotes of a text. `""` is the empty text.
final class DefaultText {
    private static final String EMPTY_TEXT = "\"\"";

    private DefaultText() {}

    /// The value of TOML that the text stands for.
    ///
    /// @throws IllegalStateException for a text that is no value of that type: the author's mistake
    static TomlValue value(Type type, String text, Place place) {
        Class<?> raw = Types.raw(type);
        if (raw == GlobList.class) {
            return list(String.class, text, place);
        }
        if (Types.isList(raw)) {
            return list(Types.argument(type, 0), text, place);
        }
        if (!Scalars.knows(raw)) {
            return parsed(text, place);
        }
        return text.indexOf('\\') < 0 ? scalar(raw, text, place) : parsed('"' + text + '"', place);
    }

    private static TomlValue scalar(Class<?> type, String text, Place place) {
        try {
            return new TomlScalar(plain(type, text), place);
        } catch (NumberFormatException notANumber) {
            throw new IllegalStateException("the default '" + text + "' is no " + type.getSimpleName(), notANumber);
        }
    }

    private static Object plain(Class<?> type, String text) {
        if (type == boolean.class || type == Boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == double.class || type == Double.class) {
            return Double.valueOf(text);
        }
        return text.equals(EMPTY_TEXT) ? "" : text;
    }

    private static TomlValue list(Type element, String text, Place place) {
        boolean simple = text.startsWith("[")
                && text.endsWith("]")
                && Scalars.knows(Types.raw(element))
                && text.indexOf('\\') < 0;
        if (!simple) {
            return parsed(text, place);
        }
        List<TomlValue> values = new ArrayList<>();
        for (String item : items(text)) {
            values.add(scalar(Types.raw(element), item, place));
        }
        return new TomlList(values, place);
    }

    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int start = 1;
        boolean quoted = false;
        for (int at = 1; at < text.length(); at++) {
            char c = text.charAt(at);
            quoted ^= c == '"';
            if (!quoted && (c == ',' || at == text.length() - 1)) {
                addItem(items, text.substring(start, at).strip());
                start = at + 1;
            }
        }
        return items;
    }

    private static void addItem(List<String> items, String item) {
        boolean quoted = item.length() > 2 && item.startsWith("\"");
        if (!item.isEmpty()) {
            items.add(quoted ? item.substring(1, item.length() - 1) : item);
        }
    }

    private static TomlValue parsed(String text, Place place) {
        Problems problems = new Problems();
        TomlTable table = new TomlReader(place.file(), problems, UnaryOperator.identity()).read("v = " + text);
        @Nullable TomlValue value = table == null ? null : table.entries().get("v");
        if (value == null) {
            throw new IllegalStateException("the default '" + text + "' is no TOML: " + problems.sorted());
        }
        return value;
    }
}
