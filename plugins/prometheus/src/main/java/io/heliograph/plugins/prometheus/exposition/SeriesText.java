package io.heliograph.plugins.prometheus.exposition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a metric's name and labels as Prometheus' lexers do: a comma may stand after the last label, names of labels
/// may be quoted, and the metric's name may stand in quotes within the braces; the rest is the [SeriesSyntax]'s affair.
///
/// This is the slow way, taken once per series.
final class SeriesText {
    private static final String NAME = "__name__"; // the metric's name is a label itself, so this would be a second one
    private static final int FEW = 32;

    private final byte[] text;
    private final int limit;
    private final SeriesSyntax syntax;
    private final List<String> labels = new ArrayList<>();
    private final Set<String> keys = new HashSet<>(0); // of the labels, where there are many
    private String name = "";
    private boolean isExemplar;
    private int at;

    private SeriesText(byte[] text, int from, int limit, SeriesSyntax syntax) {
        this.text = text;
        this.limit = limit;
        this.syntax = syntax;
        this.at = from;
    }

    /// Reads the series at an offset.
    static SeriesText read(byte[] text, int from, int limit, SeriesSyntax syntax) throws Fault {
        SeriesText series = new SeriesText(text, from, limit, syntax);
        if (text[from] != '{') {
            series.name = series.bareName("a metric's name", true);
        }
        int afterName = series.at;
        series.skipBlanks();
        if (series.is('{')) {
            series.readLabels();
        } else {
            series.at = afterName;
        }
        if (series.name.isEmpty()) {
            throw new Fault(from, "the metric has no name");
        }
        return series;
    }

    /// Reads the labels of an exemplar, from the opening brace on.
    static SeriesText readExemplar(byte[] text, int from, int limit) throws Fault {
        SeriesText exemplar = new SeriesText(text, from, limit, SeriesSyntax.OPENMETRICS);
        exemplar.isExemplar = true;
        exemplar.expect('{');
        exemplar.at--;
        exemplar.readLabels();
        return exemplar;
    }

    /// Reads the name after HELP or TYPE.
    static SeriesText readName(byte[] text, int from, int limit, String keyword, SeriesSyntax syntax) throws Fault {
        SeriesText series = new SeriesText(text, from, limit, syntax);
        series.name = series.is('"') ? series.quoted() : series.bareName("a metric's name after " + keyword, true);
        return series;
    }

    String name() {
        return name;
    }

    /// The labels: name, value, name, value …
    List<String> labels() {
        return labels;
    }

    /// The offset after the series.
    int end() {
        return at;
    }

    private void readLabels() throws Fault {
        at++;
        skipBlanks();
        while (!is('}')) {
            label();
        }
        at++;
    }

    private void label() throws Fault {
        boolean quoted = is('"');
        int from = at;
        String key = quoted ? quoted() : bareName("a label's name", false);
        skipBlanks();
        if (quoted && !isExemplar && (is(',') || is('}'))) {
            metricName(key, from);
        } else {
            expect('=');
            skipBlanks();
            value(key, from);
        }
        skipBlanks();
        if (is(',')) {
            at++;
            skipBlanks();
        } else if (!syntax.commasMayMiss() && !is('}')) {
            throw unexpected("a comma or '}' after a label");
        }
    }

    private void metricName(String quoted, int from) throws Fault {
        if (!name.isEmpty()) {
            throw new Fault(from, "the metric has a second name: '" + quoted + "'");
        }
        name = quoted;
    }

    private void value(String key, int from) throws Fault {
        if (key.isEmpty()) {
            throw new Fault(from, "a label has an empty name");
        }
        if (isThere(key) || key.equals(NAME) && !isExemplar) {
            throw new Fault(from, "the label '" + key + "' is there twice");
        }
        if (!is('"')) {
            throw unexpected("a label's value in double quotes");
        }
        labels.add(key);
        labels.add(quoted());
    }

    private boolean isThere(String key) {
        if (labels.size() > 2 * FEW) {
            for (int i = 2 * keys.size(); i < labels.size(); i += 2) {
                keys.add(labels.get(i));
            }
            return keys.contains(key);
        }
        for (int i = 0; i < labels.size(); i += 2) {
            if (labels.get(i).equals(key)) {
                return true;
            }
        }
        return false;
    }

    private String bareName(String what, boolean colons) throws Fault {
        int from = at;
        while (at < limit && isNamePart(text[at], colons, at > from)) {
            at++;
        }
        if (at == from) {
            throw unexpected(what);
        }
        return Texts.of(text, from, at);
    }

    private static boolean isNamePart(byte b, boolean colons, boolean digits) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b == '_'
                || colons && b == ':'
                || digits && b >= '0' && b <= '9';
    }

    /// Whether a byte may stand in a metric's name after its first.
    static boolean isNamePart(byte b) {
        return isNamePart(b, true, true);
    }

    private String quoted() throws Fault {
        int from = ++at;
        while (at < limit && text[at] != '"' && (text[at] != '\n' || syntax.allowsLineFeeds())) {
            at += text[at] == '\\' ? 2 : 1;
        }
        if (at >= limit || text[at] != '"') {
            throw new Fault(from - 1, "a double quote is not closed");
        }
        return Texts.unescaped(text, from, at++);
    }

    private void expect(char c) throws Fault {
        if (!is(c)) {
            throw unexpected("'" + c + "'");
        }
        at++;
    }

    private Fault unexpected(String wanted) {
        if (at >= limit) {
            return new Fault(limit, wanted + " is missing at the end of the text");
        }
        int b = text[at] & 0xff;
        String found = b == '\n' ? "a line break" : b >= ' ' && b < 0x7f ? "'" + (char) b + "'" : "byte " + b;
        return new Fault(at, "wants " + wanted + ", has " + found);
    }

    private boolean is(char c) {
        return at < limit && text[at] == c;
    }

    private void skipBlanks() {
        at = syntax.skipBlanks(text, at, limit);
    }
}
