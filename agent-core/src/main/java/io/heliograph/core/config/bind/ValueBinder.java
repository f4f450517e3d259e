package io.heliograph.core.config.bind;

import io.heliograph.api.GlobList;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.TomlScalar;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns the value of one key into what the component wants: a scalar, list, map, or a record of a table below. Every
/// method answers null where something was wrong, which it has told.
final class ValueBinder {
    private final Binder binder;
    private final Problems problems;
    private final TableView table;
    private final String key;
    private final String hint;

    /// @param table in which the key stands
    /// @param hint an ending for messages that shows how a value looks, or empty
    ValueBinder(Binder binder, Problems problems, TableView table, String key, String hint) {
        this.binder = binder;
        this.problems = problems;
        this.table = table;
        this.key = key;
        this.hint = hint;
    }

    @Nullable Object bind(Type type, TomlValue value) {
        Class<?> raw = Types.raw(type);
        if (raw == Object.class) {
            return value.plain();
        }
        if (Types.isTable(raw)) {
            return value instanceof TomlTable below ? record(raw, below) : refuse(value, "not a table: " + shown(type, value));
        }
        if (Types.isList(raw)) {
            return list(raw, Types.argument(type, 0), value);
        }
        if (raw == GlobList.class || raw == TagSet.class) {
            return raw == TagSet.class ? tags(value) : globs(value);
        }
        return Types.isMap(raw) ? map(Types.argument(type, 1), value) : scalar(type, raw, value);
    }

    private @Nullable Object record(Class<?> type, TomlTable below) {
        return binder.bind(type.asSubclass(Record.class), table.nested(below, key));
    }

    private @Nullable Object list(Class<?> raw, Type element, TomlValue value) {
        if (!(value instanceof TomlList(List<TomlValue> values, var ignored))) {
            return refuse(value, "not a list: " + shown(element, value) + asList(element, value));
        }
        List<Object> bound = new ArrayList<>(values.size());
        boolean sound = true;
        for (TomlValue item : values) {
            Object one = bind(element, item);
            sound &= one != null && bound.add(one);
        }
        if (!sound) {
            return null;
        }
        return raw == List.class ? Collections.unmodifiableList(bound) : Collections.unmodifiableSet(new LinkedHashSet<>(bound));
    }

    private String asList(Type element, TomlValue value) {
        if (value instanceof TomlTable) {
            return "; write [[" + table.path() + "." + key + "]]";
        }
        boolean text = value instanceof TomlScalar(String ignored, var other) && !Types.isSecret(element);
        return text ? " (try [\"" + value.plain() + "\"])" : "";
    }

    private @Nullable Map<String, Object> map(Type element, TomlValue value) {
        if (!(value instanceof TomlTable(Map<String, TomlValue> entries, var ignored))) {
            refuse(value, "not a table: " + shown(element, value));
            return null;
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        boolean sound = true;
        for (Map.Entry<String, TomlValue> entry : entries.entrySet()) {
            ValueBinder one = new ValueBinder(binder, problems, table, key + "." + entry.getKey(), hint);
            Object item = one.bind(element, entry.getValue());
            sound &= item != null;
            if (item != null) {
                bound.put(entry.getKey(), item);
            }
        }
        return sound ? Collections.unmodifiableMap(bound) : null;
    }

    private @Nullable Object tags(TomlValue value) {
        Map<String, Object> map = map(String.class, value);
        if (map == null) {
            return null;
        }
        TagSet tags = TagSet.EMPTY;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            tags = tags.with(entry.getKey(), (String) entry.getValue());
        }
        return tags;
    }

    private @Nullable Object globs(TomlValue value) {
        Object entries = list(List.class, String.class, value);
        if (entries == null) {
            return null;
        }
        List<String> patterns = new ArrayList<>();
        for (Object entry : (List<?>) entries) {
            patterns.add((String) entry);
        }
        try {
            return GlobList.of(patterns);
        } catch (IllegalArgumentException noPattern) {
            return refuse(value, String.valueOf(noPattern.getMessage()));
        }
    }

    private @Nullable Object scalar(Type type, Class<?> raw, TomlValue value) {
        if (!Scalars.knows(raw)) {
            throw new IllegalStateException("a configuration record cannot have a component of type " + type);
        }
        if (!(value instanceof TomlScalar(Object plain, var ignored))) {
            return refuse(value, "a single value is wanted, not " + shown(type, value) + hint);
        }
        try {
            return Scalars.convert(raw, plain);
        } catch (IllegalArgumentException wrong) {
            boolean secret = raw == Secret.class;
            return refuse(value, secret ? "not a text: " + Secret.MASK : withHint(String.valueOf(wrong.getMessage())));
        }
    }

    private String withHint(String message) {
        boolean shows = message.contains("(try ") || message.startsWith("not one of");
        return shows ? message : message + hint;
    }

    private static String shown(Type type, TomlValue value) {
        return switch (value) {
            case TomlTable ignored -> "a table";
            case TomlList ignored -> "a list";
            case TomlScalar ignored when Types.isSecret(type) -> Secret.MASK;
            case TomlScalar(String text, var ignored) -> "'" + text + "'";
            case TomlScalar(Object plain, var ignored) -> plain.toString();
        };
    }

    private @Nullable Object refuse(TomlValue value, String message) {
        problems.add(value.place(), table.path() + "." + key, message);
        return null;
    }
}
