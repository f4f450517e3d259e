package io.heliograph.plugins.prometheus.exposition;

/// How a series is written: its name and its labels.
enum SeriesSyntax {
    /// The text format: blanks and tabs between all parts, commas between labels may be missing.
    TEXT(true, true),
    /// The text format to the letter: blanks, and commas between labels.
    SEPARATED(true, false),
    /// OpenMetrics: no blanks, and commas between labels.
    OPENMETRICS(false, false);

    private final boolean blanks;
    private final boolean commasMayMiss;

    SeriesSyntax(boolean blanks, boolean commasMayMiss) {
        this.blanks = blanks;
        this.commasMayMiss = commasMayMiss;
    }

    /// Whether there may be no comma between two labels.
    boolean commasMayMiss() {
        return commasMayMiss;
    }

    /// Whether a text in quotes may have line feeds in it.
    boolean allowsLineFeeds() {
        return this == TEXT;
    }

    /// The offset after the series at an offset, if it is well-formed.
    int end(byte[] text, int at, int limit) {
        int name = at;
        while (name < limit && SeriesText.isNamePart(text[name])) {
            name++;
        }
        int brace = skipBlanks(text, name, limit);
        if (brace == limit || text[brace] != '{') {
            return name;
        }
        int end = brace + 1;
        while (end < limit && text[end] != '}') {
            end = text[end] == '"' ? quoteEnd(text, end, limit) : end + 1;
        }
        return Math.min(limit, end + 1);
    }

    private static int quoteEnd(byte[] text, int quote, int limit) {
        int end = quote + 1;
        while (end < limit && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return Math.min(limit, end + 1);
    }

    /// The offset of what comes after the blanks that may stand here.
    int skipBlanks(byte[] text, int from, int limit) {
        int next = from;
        while (blanks && next < limit && (text[next] == ' ' || text[next] == '\t')) {
            next++;
        }
        return next;
    }
}
