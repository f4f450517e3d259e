package io.heliograph.core.telemetry;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Level;

/// How a line of the log looks.
///
/// @param structured a JSON object for each line, instead of `2026-11-24T20:27:57Z E! [inputs.redis] message`
/// @param messageKey of the message in JSON
/// @param zone of times
public record LogStyle(boolean structured, String messageKey, ZoneId zone) {
    /// Text, in UTC.
    public static final LogStyle TEXT = new LogStyle(false, "msg", ZoneOffset.UTC);

    String line(Instant time, Level level, String plugin, String message) {
        String at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
        if (!structured) {
            return at + " " + letter(level) + "! [" + plugin + "] " + message + "\n";
        }
        StringBuilder line = new StringBuilder(128);
        member(line.append('{'), "time", at).append(',');
        member(line, "level", word(level)).append(',');
        member(line, "plugin", plugin).append(',');
        return member(line, messageKey, message).append("}\n").toString();
    }

    private static char letter(Level level) {
        return Character.toUpperCase(word(level).charAt(0));
    }

    private static String word(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (value >= Level.WARNING.intValue()) {
            return "warn";
        }
        if (value >= Level.INFO.intValue()) {
            return "info";
        }
        return value >= Level.FINE.intValue() ? "debug" : "trace";
    }

    private static StringBuilder member(StringBuilder out, String key, String value) {
        out.append('"').append(key).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            escape(out, value.charAt(i));
        }
        return out.append('"');
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
