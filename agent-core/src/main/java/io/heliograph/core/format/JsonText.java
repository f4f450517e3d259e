package io.heliograph.core.format;

import io.heliograph.api.ByteSink;

/// JSON values as Go's `encoding/json` writes them.
final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /// Writes a quoted text. As in Go, `<`, `>`, `&` and the two line separators of Unicode are escaped too.
    static void put(ByteSink out, String text) {
        out.put('"');
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isEscaped(c)) {
                out.putText(text.substring(plain, at));
                putEscaped(out, c);
                plain = at + 1;
            }
        }
        out.putText(plain == 0 ? text : text.substring(plain));
        out.put('"');
    }

    private static boolean isEscaped(char c) {
        return c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
    }

    private static void putEscaped(ByteSink out, char c) {
        out.put('\\');
        switch (c) {
            case '"', '\\' -> out.put(c);
            case '\b' -> out.put('b');
            case '\f' -> out.put('f');
            case '\n' -> out.put('n');
            case '\r' -> out.put('r');
            case '\t' -> out.put('t');
            default -> putUnicode(out, c);
        }
    }

    private static void putUnicode(ByteSink out, char c) {
        out.put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX.charAt(c >> shift & 0xf));
        }
    }

    /// Writes a number, with an exponent where it is below 10^-6, or 10^21 or more.
    ///
    /// @return false, and nothing is written, where it is not finite
    static boolean put(ByteSink out, double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        double magnitude = Math.abs(value);
        if (magnitude == 0 || magnitude >= 1e-6 && magnitude < 1e21) {
            NumberText.put(out, value);
        } else {
            putScientific(out, Double.toString(value));
        }
        return true;
    }

    private static void putScientific(ByteSink out, String text) {
        int e = text.indexOf('E');
        String mantissa = text.substring(0, e);
        out.putText(mantissa.endsWith(".0") ? mantissa.substring(0, e - 2) : mantissa);
        out.put('e');
        out.putText(text.charAt(e + 1) == '-' ? "" : "+");
        out.putText(text.substring(e + 1));
    }
}
