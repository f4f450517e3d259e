package io.heliograph.plugins.influxdb.lines;

/// Where lines of line protocol end. A line break in a quoted text is part of it: half of such a line, sent alone,
/// would be whatever the text says.
final class LineEnds {
    private LineEnds() {}

    /// The place behind the line that begins at a place, with its line break.
    ///
    /// @param end of the text
    static int next(byte[] text, int from, int end) {
        int at = endOfSeries(text, from, end);
        boolean quoted = false;
        while (at < end && (quoted || text[at] != '\n')) {
            if (text[at] == '\\' && quoted) {
                at++; // what is behind it is no quote
            } else if (text[at] == '"' && (quoted || text[at - 1] == '=')) {
                quoted = !quoted; // in a key, it stands for itself
            }
            at++;
        }
        return Math.min(at + 1, end);
    }

    /// Quotes in names and tags stand for themselves.
    private static int endOfSeries(byte[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] != ' ' && text[at] != '\n') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
