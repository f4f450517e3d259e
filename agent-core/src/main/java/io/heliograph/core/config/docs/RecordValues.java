package io.heliograph.core.config.docs;

import io.heliograph.api.DataSize;
import io.heliograph.api.Glob;
import io.heliograph.api.GlobList;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.bind.DurationText;
import io.heliograph.core.config.bind.OptionShape;
import io.heliograph.core.config.bind.Types;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns records back into the values of TOML that they came from, with secrets masked.
final class RecordValues {
    private RecordValues() {}

    /// The options of a record by key.
    ///
    /// @param set leaves out what is not in this table; null keeps the defaults
    static Map<String, Object> of(Record settings, @Nullable TomlTable set) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OptionShape shape : OptionShape.of(settings.getClass())) {
            Object value = shape.valueIn(settings);
            if (shape.inline()) {
                values.putAll(of((Record) value, set));
            } else if (value != null && !Types.isComponent(shape.rawType()) && isSet(shape, set)) {
                put(values, shape.key(), plain(shape.key(), value, set == null ? null : below(set, shape)));
            }
        }
        return values;
    }

    private static boolean isSet(OptionShape shape, @Nullable TomlTable set) {
        return set == null || below(set, shape) != null;
    }

    private static @Nullable TomlValue below(TomlTable set, OptionShape shape) {
        TomlValue value = set.entries().get(shape.key());
        for (String alias : shape.aliases()) {
            value = value == null ? set.entries().get(alias) : value;
        }
        return value;
    }

    /// Empty tables are left out: they say nothing.
    private static void put(Map<String, Object> values, String key, Object value) {
        if (!(value instanceof Map<?, ?> map && map.isEmpty())) {
            values.put(key, value);
        }
    }

    private static Object plain(String key, Object value, @Nullable TomlValue set) {
        return switch (value) {
            case Secret secret -> secret.isEmpty() ? "" : Secret.MASK;
            case Duration duration -> DurationText.format(duration);
            case DataSize size -> size.bytes();
            case Glob glob -> glob.toString();
            case GlobList globs -> globs.entries();
            case TagSet tags -> tags.toMap();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Record below -> record(below, set);
            case Map<?, ?> map -> map(map, set);
            case Iterable<?> list when !(value instanceof Path) -> list(key, list, set);
            case Integer number -> number.longValue();
            case Long number -> number;
            case Double number -> number;
            case Boolean flag -> flag;
            default -> Sensitive.masked(key, value.toString());
        };
    }

    /// One of which nothing is set is shown with its defaults: a table in a list must not vanish.
    private static Map<String, Object> record(Record below, @Nullable TomlValue set) {
        Map<String, Object> values = of(below, set instanceof TomlTable table ? table : null);
        return values.isEmpty() ? of(below, null) : values;
    }

    private static List<Object> list(String key, Iterable<?> list, @Nullable TomlValue set) {
        List<Object> plain = new ArrayList<>();
        for (Object item : list) {
            boolean within = set instanceof TomlList values && plain.size() < values.values().size();
            plain.add(plain(key, item, within ? ((TomlList) set).values().get(plain.size()) : null));
        }
        return plain;
    }

    private static Map<String, Object> map(Map<?, ?> map, @Nullable TomlValue set) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = entry.getKey().toString();
            TomlValue below = set instanceof TomlTable table ? table.entries().get(key) : null;
            put(plain, key, plain(key, entry.getValue(), below));
        }
        return plain;
    }
}
