package io.heliograph.plugins.kapacitor.configuration;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table of Kapacitor's while it is read: tells values of another type, and the keys that nobody asked for.
///
/// An empty text is as good as none, as Kapacitor's sample has it: `bearer-token = ""`.
final class ForeignTable {
    private final String path;
    private final TomlTable table;
    private final Translation into;
    private final Set<String> asked = new LinkedHashSet<>();
    private boolean sound = true;

    ForeignTable(String path, TomlTable table, Translation into) {
        this.path = path;
        this.table = table;
        this.into = into;
    }

    Place place() {
        return table.place();
    }

    Place placeOf(String key) {
        TomlValue value = table.entries().get(key);
        return value == null ? table.place() : value.place();
    }

    /// A text, or null where it is absent or empty.
    @Nullable
    TomlScalar text(String key) {
        TomlValue value = take(key);
        if (value == null || value instanceof TomlScalar(String text, var ignored) && text.isEmpty()) {
            return null;
        }
        if (value instanceof TomlScalar scalar && scalar.value() instanceof String) {
            return scalar;
        }
        problem(key, "not a text: write it in quotes");
        return null;
    }

    /// A text that must be there.
    ///
    /// @param example shows how it is written
    @Nullable
    TomlScalar needed(String key, String example) {
        TomlScalar text = text(key);
        TomlValue value = table.entries().get(key);
        boolean told = value != null && !(value instanceof TomlScalar(String ignored, var place));
        if (text == null && !told) {
            problem(key, "must be set (try " + key + " = \"" + example + "\")");
        }
        return text;
    }

    /// A truth value; what is absent or no truth value, which is told, is the other one.
    boolean flag(String key, boolean absent) {
        return switch (take(key)) {
            case null -> absent;
            case TomlScalar(Boolean flag, var ignored) -> flag;
            case TomlValue other -> {
                problem(key, "not true or false");
                yield absent;
            }
        };
    }

    /// A duration; null where it is absent, empty or 0, and where it is none, which is told.
    @Nullable
    Duration duration(String key) {
        TomlValue value = table.entries().get(key);
        if (value instanceof TomlScalar(Long zero, var ignored) && zero == 0) {
            asked.add(key);
            return null;
        }
        TomlScalar text = text(key);
        if (text == null) {
            return null;
        }
        try {
            Duration duration = GoDuration.parse((String) text.value());
            return duration.isZero() ? null : duration;
        } catch (IllegalArgumentException wrong) {
            problem(key, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    /// A list of texts; null where it is absent or empty.
    @Nullable
    TomlList texts(String key) {
        TomlValue value = take(key);
        if (value == null) {
            return null;
        }
        if (!(value instanceof TomlList list) || !areTexts(list)) {
            problem(key, "not a list of texts (try " + key + " = [\"…\"])");
            return null;
        }
        return list.values().isEmpty() ? null : list;
    }

    private static boolean areTexts(TomlList list) {
        for (TomlValue value : list.values()) {
            if (!(value instanceof TomlScalar(String ignored, var place))) {
                return false;
            }
        }
        return true;
    }

    /// A table below, or null where it is absent.
    @Nullable
    TomlTable table(String key) {
        TomlValue value = take(key);
        if (value == null || value instanceof TomlTable) {
            return (TomlTable) value;
        }
        problem(key, "not a table");
        return null;
    }

    /// Whether a key is there, which somebody knows and nobody reads.
    boolean passesOver(String key) {
        return take(key) != null;
    }

    private @Nullable TomlValue take(String key) {
        asked.add(key);
        return table.entries().get(key);
    }

    void problem(String key, String message) {
        into.problem(placeOf(key), path + "." + key, message);
        sound = false;
    }

    /// Whether no problem of this table was told.
    boolean isSound() {
        return sound;
    }

    /// Tells the keys that nobody asked for.
    void tellUnknown() {
        for (String key : table.entries().keySet()) {
            if (!asked.contains(key)) {
                into.unknown(placeOf(key), path + "." + key, asked);
            }
        }
    }
}
