package io.heliograph.api;

import java.util.ArrayList;
import java.util.List;

/// Writes out the alternatives of `{a,b}`, nested ones too.
final class GlobBraces {
    /// More alternatives than this are refused, as `{a,b}{a,b}…` grows without bounds.
    private static final int MOST = 1024;

    private GlobBraces() {}

    static String[] expand(String pattern) {
        List<String> done = new ArrayList<>();
        expand(pattern, pattern, done);
        return done.toArray(String[]::new);
    }

    private static void expand(String part, String whole, List<String> done) {
        int open = indexOf(part, '{', 0);
        if (open < 0) {
            done.add(part);
            if (done.size() > MOST) {
                throw new IllegalArgumentException(
                        "not a pattern: '" + whole + "' has more than " + MOST + " alternatives");
            }
            return;
        }
        int close = closing(part, open, whole);
        for (String choice : choices(part.substring(open + 1, close))) {
            expand(part.substring(0, open) + choice + part.substring(close + 1), whole, done);
        }
    }

    private static int closing(String part, int open, String whole) {
        int depth = 0;
        for (int at = open; at < part.length(); at++) {
            switch (part.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException(
                "not a pattern: '" + whole + "' has a { without } (write \\{ for the character)");
    }

    private static List<String> choices(String inside) {
        List<String> choices = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < inside.length(); at++) {
            switch (inside.charAt(at)) {
                case '\\' -> at++;
                case '{' -> depth++;
                case '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        choices.add(inside.substring(start, at));
                        start = at + 1;
                    }
                }
                default -> {}
            }
        }
        choices.add(inside.substring(start));
        return choices;
    }

    /// The first `wanted` that neither follows a backslash nor stands in brackets, or -1.
    private static int indexOf(String part, char wanted, int from) {
        boolean bracket = false;
        for (int at = from; at < part.length(); at++) {
            char c = part.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == wanted && !bracket) {
                return at;
            } else if (c == '[') {
                bracket = true;
            } else if (c == ']') {
                bracket = false;
            }
        }
        return -1;
    }
}
