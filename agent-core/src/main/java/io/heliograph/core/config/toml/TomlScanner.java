package io.heliograph.core.config.toml;

/// Tells comments, texts and the rest of a TOML document apart without reading it: enough to keep away from comments.
final class TomlScanner {
    private TomlScanner() {}

    /// The end of the piece that begins at `start`: a comment up to its line's end, a text with its quotes, or what
    /// stands before the next of them.
    static int endOfPiece(String document, int start) {
        return switch (document.charAt(start)) {
            case '#' -> lineEnd(document, start);
            case '"', '\'' -> quotedEnd(document, start);
            default -> plainEnd(document, start);
        };
    }

    private static int lineEnd(String document, int start) {
        int end = document.indexOf('\n', start);
        return end < 0 ? document.length() : end;
    }

    private static int plainEnd(String document, int start) {
        int end = start;
        while (end < document.length() && "#\"'".indexOf(document.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int quotedEnd(String document, int start) {
        char quote = document.charAt(start);
        String fence = String.valueOf(quote).repeat(3);
        boolean block = document.startsWith(fence, start);
        int at = start + (block ? 3 : 1);
        while (at < document.length()) {
            char c = document.charAt(at);
            if (c == quote && (!block || document.startsWith(fence, at))) {
                return Math.min(document.length(), at + (block ? 3 : 1));
            }
            if (c == '\n' && !block) {
                return at; // an open quote is an error of syntax, for the parser to tell
            }
            at += c == '\\' && quote == '"' ? 2 : 1;
        }
        return document.length();
    }
}
