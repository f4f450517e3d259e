package io.heliograph.plugins.common.number;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Decides whether a text is a number, as Telegraf's language does: no blanks around it, no type suffix (`1d`), no
/// digit groups. Nothing is thrown for a text that is none, as most values of a server's report are asked this
/// question.
public final class Decimal {
    private Decimal() {}

    /// The signed 64-bit integer that a text is; empty for any other text and for one that does not fit.
    public static OptionalLong integer(String text) {
        if (!isInteger(text)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    /// The unsigned 64-bit integer that a text is, as its bits; empty for any other text and for one that does not fit.
    public static OptionalLong unsigned(String text) {
        if (text.isEmpty() || !areDigits(text, 0)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException tooLong) {
            return OptionalLong.empty();
        }
    }

    /// The number that a text is, with or without a fraction or an exponent.
    public static OptionalDouble number(String text) {
        if (!looksLikeNumber(text)) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException misplacedSign) {
            return OptionalDouble.empty();
        }
    }

    /// Whether a text is digits with at most one sign before them, of whatever length.
    public static boolean isInteger(String text) {
        int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.length() > from && areDigits(text, from);
    }

    private static boolean areDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksLikeNumber(String text) {
        boolean digits = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
