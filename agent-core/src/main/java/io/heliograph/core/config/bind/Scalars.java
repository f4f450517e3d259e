package io.heliograph.core.config.bind;

import io.heliograph.api.DataSize;
import io.heliograph.api.Glob;
import io.heliograph.api.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Single values of TOML as values of the types that configuration records have.
final class Scalars {
    private Scalars() {}

    /// Whether [#convert] knows a type.
    static boolean knows(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type == String.class
                || type == Duration.class
                || type == DataSize.class
                || type == Secret.class
                || type == Path.class
                || type == URI.class
                || type == Glob.class
                || type == Boolean.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class;
    }

    /// The value as one of that type.
    ///
    /// @throws IllegalArgumentException with what is wrong: `not a whole number: 'x'`
    static Object convert(Class<?> type, Object value) {
        if (type == boolean.class || type == Boolean.class) {
            return value instanceof Boolean ? value : refuse("true or false", value);
        }
        if (type == int.class || type == Integer.class) {
            return integer(value);
        }
        if (type == long.class || type == Long.class) {
            return value instanceof Long ? value : refuse("a whole number", value);
        }
        if (type == double.class || type == Double.class) {
            return value instanceof Number number ? number.doubleValue() : refuse("a number", value);
        }
        if (type == Duration.class) {
            return duration(value);
        }
        if (type == DataSize.class) {
            return value instanceof Long bytes ? new DataSize(bytes) : DataSize.parse(text(value, "a size"));
        }
        return ofText(type, value);
    }

    private static Object ofText(Class<?> type, Object value) {
        if (type == Secret.class) {
            return Secret.of(text(value, "a text"));
        }
        String text = text(value, "a text");
        if (type == String.class) {
            return text;
        }
        if (type == Path.class) {
            return Path.of(text);
        }
        if (type == URI.class) {
            return uri(text);
        }
        return type == Glob.class ? Glob.of(text) : constant(type, text);
    }

    private static Object integer(Object value) {
        if (value instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        return refuse(value instanceof Long ? "a whole number of 32 bits" : "a whole number", value);
    }

    private static Duration duration(Object value) {
        return switch (value) {
            case Long seconds -> Duration.ofSeconds(seconds);
            case Double seconds -> DurationText.parse(new java.math.BigDecimal(seconds).toPlainString());
            default -> DurationText.parse(text(value, "a duration"));
        };
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notAUri) {
            throw new IllegalArgumentException("not a URL: '" + withoutLogin(text) + "'");
        }
    }

    /// Nor is the exception told as a cause, whose message has the whole text.
    private static String withoutLogin(String url) {
        int at = url.lastIndexOf('@');
        int authority = url.indexOf("://");
        return at < 0
                ? url
                : (authority < 0 || authority > at ? "" : url.substring(0, authority + 3)) + url.substring(at + 1);
    }

    /// The constant of an enum; case does not count, and `-` stands for `_`.
    private static Object constant(Class<?> type, String text) {
        String wanted = text.replace('-', '_');
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not one of " + constants(type) + ": '" + text + "'");
    }

    /// The constants of an enum as they are written in TOML: `text, json`.
    static String constants(Class<?> type) {
        StringBuilder names = new StringBuilder();
        for (Object constant : type.getEnumConstants()) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
        }
        return names.toString();
    }

    private static String text(Object value, String wanted) {
        return value instanceof String text ? text : (String) refuse(wanted, value);
    }

    private static Object refuse(String wanted, @Nullable Object value) {
        throw new IllegalArgumentException(
                "not " + wanted + ": " + (value instanceof String ? "'" + value + "'" : value));
    }
}
