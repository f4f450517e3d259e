package io.heliograph.core.config.bind;

import io.heliograph.api.Identity;
import io.heliograph.api.Inline;
import io.heliograph.api.Option;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One component of a configuration record, as an option.
///
/// @param component of the record
/// @param key in TOML
/// @param option its documentation; null where the author gave none
/// @param inline whether its own components stand in the same table
/// @param nullable whether it may be absent without a default
public record OptionShape(
        RecordComponent component, String key, @Nullable Option option, boolean inline, boolean nullable) {

    private static final String[] NO_ALIASES = {};

    /// The components of a record in order.
    public static List<OptionShape> of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<OptionShape> shapes = new ArrayList<>(components.length);
        for (RecordComponent component : components) {
            shapes.add(of(component));
        }
        return shapes;
    }

    private static OptionShape of(RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        boolean named = option != null && !option.key().isEmpty();
        return new OptionShape(
                component,
                named ? option.key() : snakeCase(component.getName()),
                option,
                component.isAnnotationPresent(Inline.class),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    /// `httpProxyUrl` becomes `http_proxy_url`.
    static String snakeCase(String name) {
        StringBuilder out = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                out.append('_').append(Character.toLowerCase(c));
            } else {
                out.append(c);
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /// Its type with what stands in angle brackets.
    public Type type() {
        return component.getGenericType();
    }

    /// Its type.
    public Class<?> rawType() {
        return component.getType();
    }

    /// Older names of the key.
    public String[] aliases() {
        return option == null ? NO_ALIASES : option.aliases();
    }

    /// The default as it stands in TOML but for the quotes of a text; empty for none.
    public String defaultText() {
        if (option == null || option.defaultValue().equals(Option.NO_DEFAULT)) {
            return "";
        }
        return option.defaultValue().isEmpty() ? "\"\"" : option.defaultValue();
    }

    /// A value that shows how it is written; empty for none.
    public String example() {
        return option == null ? "" : option.example();
    }

    /// Whether another value means another queue.
    public boolean identity() {
        return component.isAnnotationPresent(Identity.class);
    }

    /// Whether it may be absent without a default: then it is null, false, empty, or a table without keys.
    public boolean mayBeAbsent() {
        Class<?> raw = rawType();
        boolean flag = raw == boolean.class || raw == Boolean.class;
        return nullable || flag || Types.isContainer(raw) || Types.isTable(raw);
    }

    /// Its value in a record.
    public @Nullable Object valueIn(Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(
                    "cannot read " + key + " of " + settings.getClass().getName(), broken);
        }
    }

    /// An ending for messages that shows how a value looks: ` (try 10s)`, or empty.
    String hint() {
        String shown = example().isEmpty() ? defaultText() : example();
        return shown.isEmpty() ? "" : " (try " + shown + ")";
    }
}
