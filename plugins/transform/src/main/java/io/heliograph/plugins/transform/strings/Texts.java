package io.heliograph.plugins.transform.strings;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.IntPredicate;

/// The changes that a text can take, as Go's package `strings` makes them.
final class Texts {
    private static final char NOT_UTF8 = '\uFFFD';

    private Texts() {}

    /// The text with a capital at the beginning of each word; what is capital already stays.
    static String titlecase(String text) {
        StringBuilder result = new StringBuilder(text.length());
        int before = ' ';
        for (int at = 0; at < text.length(); at += Character.charCount(before)) {
            int c = text.codePointAt(at);
            result.appendCodePoint(isInWord(before) ? c : Character.toTitleCase(c));
            before = c;
        }
        return result.toString();
    }

    private static boolean isInWord(int c) {
        return c == '_' || Character.isLetterOrDigit(c) || c >= 0x80 && !isSpace(c);
    }

    static boolean isSpace(int c) {
        return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
    }

    static String trimLeft(String text, IntPredicate cut) {
        int from = 0;
        while (from < text.length() && cut.test(text.codePointAt(from))) {
            from += Character.charCount(text.codePointAt(from));
        }
        return text.substring(from);
    }

    static String trimRight(String text, IntPredicate cut) {
        int to = text.length();
        while (to > 0 && cut.test(text.codePointBefore(to))) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(0, to);
    }

    static String trimPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    static String trimSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    static String replace(String text, String old, String replacement) {
        String replaced = text.replace(old, replacement);
        return replaced.isEmpty() ? text : replaced;
    }

    /// The whole characters within the first bytes of UTF-8.
    static String left(String text, int bytes) {
        int left = bytes;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            left -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (left < 0) {
                return text.substring(0, at);
            }
            at += Character.charCount(c);
        }
        return text;
    }

    static String base64decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException noText) {
            return text;
        }
    }

    /// Bytes that are no UTF-8 were read as U+FFFD.
    static String validUtf8(String text, String replacement) {
        if (text.indexOf(NOT_UTF8) < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        boolean inRun = false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != NOT_UTF8) {
                result.append(c);
            } else if (!inRun) {
                result.append(replacement);
            }
            inRun = c == NOT_UTF8;
        }
        return result.toString();
    }
}
