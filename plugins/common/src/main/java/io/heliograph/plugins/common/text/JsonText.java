package io.heliograph.plugins.common.text;

import org.jspecify.annotations.Nullable;

/// As much of JSON as error answers and tokens need: members of an object that are a text or a number.
public final class JsonText {
    private JsonText() {}

    /// The text of the first member of that name at any depth, or null where there is none or it is no text.
    public static @Nullable String text(String json, String name) {
        int at = value(json, name);
        return at < 0 || json.charAt(at) != '"' ? null : unescaped(json, at + 1);
    }

    /// The first member of that name as a number, or null where there is none or it is no number.
    public static @Nullable Double number(String json, String name) {
        int at = value(json, name);
        int end = at;
        while (at >= 0 && end < json.length() && "+-.0123456789eE".indexOf(json.charAt(end)) >= 0) {
            end++;
        }
        try {
            return at < 0 || end - at > 64 ? null : Double.valueOf(json.substring(at, end));
        } catch (NumberFormatException another) {
            return null;
        }
    }

    /// Where the value of a member begins, or -1. Texts are skipped as a whole, so that none of them is taken for a
    /// name.
    private static int value(String json, String name) {
        for (int at = json.indexOf('"'); at >= 0; at = json.indexOf('"', at)) {
            int end = endOfText(json, at + 1);
            if (end < 0) {
                return -1;
            }
            int after = skipBlank(json, end + 1);
            if (after < json.length()
                    && json.charAt(after) == ':'
                    && json.regionMatches(at + 1, name, 0, name.length())
                    && end - at - 1 == name.length()) {
                int value = skipBlank(json, after + 1);
                return value < json.length() ? value : -1;
            }
            at = end + 1;
        }
        return -1;
    }

    private static int endOfText(String json, int start) {
        for (int at = start; at < json.length(); at++) {
            char c = json.charAt(at);
            if (c == '"') {
                return at;
            }
            at += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static int skipBlank(String json, int start) {
        int at = start;
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static String unescaped(String json, int start) {
        int end = endOfText(json, start);
        StringBuilder text = new StringBuilder();
        for (int at = start; at < (end < 0 ? json.length() : end); at++) {
            char c = json.charAt(at);
            if (c == '\\' && at + 1 < json.length()) {
                at += putEscaped(json, at + 1, text);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// Appends what an escape stands for; says how many characters it took after the backslash.
    private static int putEscaped(String json, int at, StringBuilder text) {
        char c = json.charAt(at);
        if (c == 'u' && at + 4 < json.length()) {
            try {
                text.append((char) Integer.parseInt(json.substring(at + 1, at + 5), 16));
                return 5;
            } catch (NumberFormatException notHex) {
                // shown as it is
            }
        }
        int known = "bfnrt".indexOf(c);
        text.append(known < 0 ? c : "\b\f\n\r\t".charAt(known));
        return 1;
    }

    /// A text as JSON, with its quotes.
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(c < 16 ? '0' : '1').append("0123456789abcdef".charAt(c & 15));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
