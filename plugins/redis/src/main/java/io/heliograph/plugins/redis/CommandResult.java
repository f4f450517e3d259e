package io.heliograph.plugins.redis;

import io.heliograph.api.Row;
import io.heliograph.plugins.common.number.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Turns the reply to a command into a field.
final class CommandResult {
    private CommandResult() {}

    /// @throws IllegalArgumentException where the reply is not of the type that the configuration names
    static void put(RedisCommand command, @Nullable Object reply, Row row) {
        String text = text(reply);
        switch (command.type()) {
            case STRING -> row.put(command.field(), text);
            case INTEGER -> row.put(command.field(), integer(text));
            case FLOAT -> row.put(command.field(), number(text));
        }
    }

    private static String text(@Nullable Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (reply instanceof Long number) {
            return number.toString();
        }
        throw new IllegalArgumentException(reply == null ? "no value" : "a list is no value of a field");
    }

    private static long integer(String text) {
        OptionalLong value = Decimal.integer(text);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("not an integer: '" + text + "' (type = \"string\" takes any)");
        }
        return value.getAsLong();
    }

    private static double number(String text) {
        OptionalDouble value = Decimal.number(text);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("not a number: '" + text + "' (type = \"string\" takes any)");
        }
        return value.getAsDouble();
    }
}
