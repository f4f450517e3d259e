package io.heliograph.plugins.prometheus.exposition;

/// How a series is written: its name and its labels.
enum SeriesSyntax {
    /// The text format: blanks and tabs between all parts, commas between labels may be missing.
    TEXT(true),
    /// OpenMetrics: no blanks, and commas between labels.
    OPENMETRICS(false);

    private final boolean loose;

    SeriesSyntax(boolean loose) {
        this.loose = loose;
    }

    /// Whether blanks may stand between all parts and commas be left out.
    boolean isLoose() {
        return loose;
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
        while (loose && next < limit && (text[next] == ' ' || text[next] == '\t')) {
            next++;
        }
        return next;
    }
}
