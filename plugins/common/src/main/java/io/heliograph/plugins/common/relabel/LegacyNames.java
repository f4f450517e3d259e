package io.heliograph.plugins.common.relabel;

/// Names of labels before Prometheus 3: `[a-zA-Z_][a-zA-Z0-9_]*`.
final class LegacyNames {
    private LegacyNames() {}

    static boolean isName(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (!isWordPart(c) || at == 0 && isDigit(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// Whether it is a name in which references, `$1` or `${1}`, may stand anywhere, also in front of a digit.
    static boolean isTemplate(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '$' ? endOfReference(text, at + 1) : isWordPart(c) && !(at == 0 && isDigit(c)) ? at + 1 : -1;
            if (end < 0) {
                return false;
            }
            at = end;
        }
        return !text.isEmpty();
    }

    /// The index behind the reference whose dollar sign is in front of `from`; -1 where it is none.
    private static int endOfReference(String text, int from) {
        boolean braced = text.startsWith("{", from);
        int start = braced ? from + 1 : from;
        int end = start;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        if (end == start || braced && !text.startsWith("}", end)) {
            return -1;
        }
        return braced ? end + 1 : end;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
