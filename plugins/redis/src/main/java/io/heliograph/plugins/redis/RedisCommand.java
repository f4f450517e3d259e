package io.heliograph.plugins.redis;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.List;

/// A command whose result becomes a field.
public record RedisCommand(
        @Option(doc = "The command and its arguments.", example = "[\"get\", \"sample-key\"]")
        List<String> command,

        @Option(doc = "The field to put the result in.", example = "sample-key-value")
        String field,

        @Option(doc = "What the result is read as: string, integer or float.", example = "string")
        Type type) {

    /// @throws InvalidOptionException for an empty command
    public RedisCommand {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new InvalidOptionException("command", "no command (try [\"get\", \"sample-key\"])");
        }
    }

    /// What a result is read as.
    public enum Type {
        /// Text.
        STRING,
        /// A 64-bit signed integer.
        INTEGER,
        /// A floating point number.
        FLOAT
    }

    /// For messages.
    String text() {
        return String.join(" ", command);
    }
}
