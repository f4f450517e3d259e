package io.heliograph.core.format;

import io.heliograph.api.InvalidOptionException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// A notation of times as Go has it, which is an example: the time `Mon Jan 2 15:04:05 2006 -0700` written as wanted.
/// In UTC.
final class GoLayout {
    private static final String[][] PIECES = {
        {"2006", "uuuu"},
        {"January", "MMMM"},
        {"Jan", "MMM"},
        {"Monday", "EEEE"},
        {"Mon", "EEE"},
        {"MST", "'UTC'"},
        {"Z07:00", "'Z'"},
        {"Z0700", "'Z'"},
        {"-07:00", "'+00:00'"},
        {"-0700", "'+0000'"},
        {"-07", "'+00'"},
        {".000000000", ".SSSSSSSSS"},
        {".000000", ".SSSSSS"},
        {".000", ".SSS"},
        {"002", "DDD"},
        {"01", "MM"},
        {"02", "dd"},
        {"03", "hh"},
        {"04", "mm"},
        {"05", "ss"},
        {"06", "uu"},
        {"15", "HH"},
        {"PM", "a"},
        {"pm", "a"},
        {"1", "M"},
        {"2", "d"},
        {"3", "h"},
        {"4", "m"},
        {"5", "s"}
    };

    private final DateTimeFormatter formatter;
    private final boolean empty;

    private GoLayout(String layout) {
        this.empty = layout.isEmpty();
        this.formatter = formatter(layout);
    }

    /// @throws InvalidOptionException for what cannot be written
    static GoLayout of(String key, String layout) {
        if (layout.contains(".9") || layout.contains(",9") || layout.contains(",0") || layout.contains("_2")) {
            throw new InvalidOptionException(
                    key, "not a supported notation: '" + layout + "' (an example: 2006-01-02T15:04:05.000Z07:00)");
        }
        return new GoLayout(layout);
    }

    private static DateTimeFormatter formatter(String layout) {
        DateTimeFormatterBuilder formatter = new DateTimeFormatterBuilder();
        int at = 0;
        while (at < layout.length()) {
            String[] piece = pieceAt(layout, at);
            if (piece.length == 0) {
                formatter.appendLiteral(layout.charAt(at++));
            } else {
                formatter.appendPattern(piece[1]);
                at += piece[0].length();
            }
        }
        return formatter.toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    private static String[] pieceAt(String layout, int at) {
        for (String[] piece : PIECES) {
            if (layout.startsWith(piece[0], at)) {
                return piece;
            }
        }
        return new String[0];
    }

    boolean isEmpty() {
        return empty;
    }

    String format(long epochNanos) {
        return formatter.format(Instant.ofEpochSecond(0, epochNanos));
    }
}
