package io.heliograph.api;

/// Matches a pattern without braces. On a mismatch only the last star is tried again one character further, which is
/// enough, as everything before it has matched already; a star that stops at separators falls back to the last `**`.
final class GlobMatch {
    private GlobMatch() {}

    static void check(String alternative, String whole) {
        for (int at = 0; at < alternative.length(); at++) {
            char c = alternative.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '[') {
                at = closing(alternative, at);
                if (at < 0) {
                    throw new IllegalArgumentException(
                            "not a pattern: '" + whole + "' has a [ without ] (write \\[ for the character)");
                }
            }
        }
    }

    private static int closing(String pattern, int open) {
        int at = open + 1;
        if (at < pattern.length() && pattern.charAt(at) == '!') {
            at++;
        }
        // a bracket that comes first is meant as a character
        return pattern.indexOf(']', at + 1);
    }

    static boolean matches(String pattern, String name, String separators) {
        int p = 0;
        int n = 0;
        int star = -1;
        int starName = 0;
        int deep = -1;
        int deepName = 0;
        while (n < name.length() || p < pattern.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                if (p + 1 < pattern.length() && pattern.charAt(p + 1) == '*') {
                    p += 2;
                    deep = p;
                    deepName = n;
                    star = -1;
                } else {
                    p++;
                    star = p;
                    starName = n;
                }
                continue;
            }
            int next = n < name.length() ? one(pattern, p, name.charAt(n), separators) : -1;
            if (next >= 0) {
                p = next;
                n++;
            } else if (star >= 0 && starName < name.length() && separators.indexOf(name.charAt(starName)) < 0) {
                p = star;
                n = ++starName;
            } else if (deep >= 0 && deepName < name.length()) {
                p = deep;
                n = ++deepName;
                star = -1;
            } else {
                return false;
            }
        }
        return true;
    }

    /// Where the pattern goes on after it matched one character, or -1.
    private static int one(String pattern, int p, char c, String separators) {
        if (p >= pattern.length()) {
            return -1;
        }
        char wanted = pattern.charAt(p);
        return switch (wanted) {
            case '?' -> separators.indexOf(c) < 0 ? p + 1 : -1;
            case '[' -> inBrackets(pattern, p, c);
            case '\\' -> p + 1 < pattern.length() && pattern.charAt(p + 1) == c ? p + 2 : -1;
            default -> wanted == c ? p + 1 : -1;
        };
    }

    private static int inBrackets(String pattern, int open, char c) {
        int close = closing(pattern, open);
        boolean not = pattern.charAt(open + 1) == '!';
        boolean found = false;
        for (int at = open + (not ? 2 : 1); at < close; at++) {
            boolean range = at + 2 < close && pattern.charAt(at + 1) == '-';
            char low = pattern.charAt(at);
            char high = range ? pattern.charAt(at + 2) : low;
            found |= low <= c && c <= high;
            at += range ? 2 : 0;
        }
        return found != not ? close + 1 : -1;
    }
}
