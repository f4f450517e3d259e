package io.heliograph.core.config.bind;

import io.heliograph.api.GlobList;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Binds tables to records: each component takes its key, older names and default, nested records take tables below,
/// and `@Inline` ones the same table. Goes on after a problem, so that all of a table are told at once.
///
/// Uses reflection on the records that are bound and nothing else; it is on the way of the agent's start.
public final class Binder {
    private static final Object BAD = new Object();

    private final Problems problems;
    private final Components components;

    /// @param problems takes what is wrong
    /// @param components makes parsers and serializers
    public Binder(Problems problems, Components components) {
        this.problems = problems;
        this.components = components;
    }

    /// The record of a table, or null where something was wrong, which is in the problems then. Unknown keys are left
    /// to [TableView#unknown].
    ///
    /// @throws IllegalStateException for a record that cannot be bound to: its author's mistake
    public <R extends Record> @Nullable R bind(Class<R> type, TableView table) {
        List<OptionShape> shapes = OptionShape.of(type);
        @Nullable Object[] values = new @Nullable Object[shapes.size()];
        boolean sound = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = component(shapes.get(i), table);
            sound &= values[i] != BAD;
        }
        return sound ? create(type, shapes, values, table) : null;
    }

    private @Nullable Object component(OptionShape shape, TableView table) {
        Class<?> raw = shape.rawType();
        if (shape.inline()) {
            return orBad(bind(raw.asSubclass(Record.class), table));
        }
        if (Types.isComponent(raw)) {
            return orBad(components.component(raw, table, problems));
        }
        TomlValue value = given(shape, table);
        if (value == null && shape.defaultText().isEmpty()) {
            return absent(shape, raw, table);
        }
        TomlValue present = value == null ? DefaultText.value(shape.type(), shape.defaultText(), table.place()) : value;
        return orBad(new ValueBinder(this, problems, table, shape.key(), shape.hint()).bind(shape.type(), present));
    }

    /// An empty text is as good as absent where the type knows no empty value, as Telegraf's samples have it: `tls_ca
    /// = ""`.
    private static @Nullable TomlValue given(OptionShape shape, TableView table) {
        TomlValue value = table.take(shape.key(), shape.aliases());
        boolean empty = value instanceof TomlScalar(String text, var ignored) && text.isEmpty();
        return empty && Types.hasNoEmptyValue(shape.rawType(), shape.nullable()) ? null : value;
    }

    private static Object orBad(@Nullable Object bound) {
        return bound == null ? BAD : bound;
    }

    private @Nullable Object absent(OptionShape shape, Class<?> raw, TableView table) {
        if (shape.nullable()) {
            return null;
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return false;
        }
        if (Types.isContainer(raw)) {
            return empty(raw);
        }
        if (Types.isTable(raw)) {
            TomlTable nothing = TomlTable.empty(table.place());
            return orBad(bind(raw.asSubclass(Record.class), new TableView(nothing, table.path() + "." + shape.key())));
        }
        problems.add(table.place(), table.path() + "." + shape.key(), "must be set" + example(shape));
        return BAD;
    }

    private static String example(OptionShape shape) {
        String quote = Types.raw(shape.type()).isPrimitive() || shape.example().startsWith("[") ? "" : "\"";
        return shape.example().isEmpty() ? "" : " (try " + shape.key() + " = " + quote + shape.example() + quote + ")";
    }

    private static Object empty(Class<?> raw) {
        if (raw == GlobList.class) {
            return GlobList.NONE;
        }
        return raw == TagSet.class ? TagSet.EMPTY : raw == Map.class ? Map.of() : raw == Set.class ? Set.of() : List.of();
    }

    private <R extends Record> @Nullable R create(
            Class<R> type, List<OptionShape> shapes, @Nullable Object[] values, TableView table) {
        try {
            return constructor(type, shapes).newInstance(values);
        } catch (InvocationTargetException thrown) {
            tell(thrown.getCause(), values, table);
            return null;
        } catch (ReflectiveOperationException notOurs) {
            throw new IllegalStateException(type.getName() + " cannot be made", notOurs);
        }
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> type, List<OptionShape> shapes)
            throws NoSuchMethodException {
        Class<?>[] types = new Class<?>[shapes.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = shapes.get(i).rawType();
        }
        Constructor<R> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor;
    }

    private void tell(@Nullable Throwable cause, @Nullable Object[] values, TableView table) {
        String message = masked(cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage(), values);
        if (cause instanceof InvalidOptionException option) {
            problems.add(table.placeOf(option.key()), table.path() + "." + option.key(), message);
        } else if (cause instanceof Error error) {
            throw error;
        } else {
            problems.add(table.place(), table.path(), message);
        }
    }

    /// A message of a record's own check may hold the text of a secret.
    private static String masked(String message, @Nullable Object[] values) {
        String masked = message;
        for (@Nullable Object value : values) {
            if (value instanceof Secret secret && !secret.isEmpty()) {
                masked = masked.replace(secret.reveal(), Secret.MASK);
            } else if (value instanceof List<?> list) {
                masked = masked(masked, list.toArray());
            }
        }
        return masked;
    }
}
