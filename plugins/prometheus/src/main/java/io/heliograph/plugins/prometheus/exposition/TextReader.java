package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;

/// Reads the text format 0.0.4.
///
/// *Cost.* Where nothing changed, 20 to 35 ns of CPU a sample as compiled by C2, twice that by C1, and no allocation
/// (a test holds it).
final class TextReader extends LineReader {
    private static final byte[] HELP = {'H', 'E', 'L', 'P'};
    private static final byte[] TYPE = {'T', 'Y', 'P', 'E'};
    private static final String[] TYPES = {"counter", "gauge", "histogram", "summary", "untyped"};
    private static final ValueType[] MEANT = {
        ValueType.COUNTER, ValueType.GAUGE, ValueType.HISTOGRAM, ValueType.SUMMARY, ValueType.UNTYPED
    };

    TextReader(SeriesMemory memory, Reading settings) {
        super(memory, settings);
    }

    @Override
    void line(Samples into, Accumulator out) throws Fault {
        byte b = text[at];
        if (b == '\n' || b == ' ' || b == '\t') {
            at++;
        } else if (b == '#') {
            comment();
        } else {
            sample(into, out);
        }
    }

    @Override
    void ended() {
        // the last line needs no end, and the text no mark
    }

    @Override
    void checkStrictly() throws Fault {
        new StrictText(text, at, limit).check();
    }

    private void sample(Samples into, Accumulator out) throws Fault {
        Entry entry = memory.next(text, at, limit, out);
        at = blanks(at + entry.length());
        double value = decimals.read(text, at, limit);
        at = blanks(decimals.end());
        long millis = at < limit && text[at] != '\n' ? time() : Samples.NO_TIME;
        add(into, entry, value, millis);
        at++;
    }

    /// Reads the time and goes to the end of the line.
    private long time() throws Fault {
        int from = at;
        long millis = 0;
        while (at < limit && text[at] >= '0' && text[at] <= '9' && at - from < 13) {
            millis = 10 * millis + (text[at++] - '0');
        }
        int end = blanks(at);
        if (at == from || end < limit && text[end] != '\n') {
            throw new Fault(
                    from,
                    at - from == 13
                            ? "the time is beyond the year 2262"
                            : "not a time in milliseconds, nor the end of the line");
        }
        if (millis > Long.MAX_VALUE / 1_000_000) {
            throw new Fault(from, "the time is beyond the year 2262");
        }
        at = end;
        return settings.strictness() == Strictness.LENIENT ? LenientLine.millis(millis) : millis;
    }

    private void comment() throws Fault {
        int word = blanks(at + 1);
        if (word > at + 1 && isKeywordAndBlank(HELP, word)) {
            help(blanks(word + HELP.length));
        } else if (word > at + 1 && isKeywordAndBlank(TYPE, word)) {
            type(blanks(word + TYPE.length));
        } else {
            at = lineEnd(word, limit);
        }
    }

    private boolean isKeywordAndBlank(byte[] keyword, int from) {
        int end = from + keyword.length;
        return isKeyword(keyword, from) && (text[end] == ' ' || text[end] == '\t');
    }

    private void help(int name) throws Fault {
        int to = bareNameEnd(name);
        Family family;
        if (to == name || text[name] >= '0' && text[name] <= '9') {
            SeriesText quoted = SeriesText.readName(text, name, limit, "HELP", SeriesSyntax.TEXT);
            family = families.describe(families.of(quoted.name()), pass());
            to = quoted.end();
        } else {
            family = families.describe(text, name, to, pass());
        }
        int from = blanks(to);
        int end = from;
        int signs = 0;
        while (end < limit && text[end] != '\n') {
            signs |= text[end++];
        }
        if (signs < 0) {
            Texts.check(text, from, end);
        }
        family.help(text, from, end, isStrict() ? Escapes.QUOTES : Escapes.LINE_FEEDS, pass());
        at = end;
    }

    private void type(int name) throws Fault {
        int to = bareNameEnd(name);
        if (to == name || text[name] >= '0' && text[name] <= '9') {
            SeriesText quoted = SeriesText.readName(text, name, limit, "TYPE", SeriesSyntax.TEXT);
            ValueType type = typeAfter(quoted.end());
            families.describe(families.of(quoted.name()), pass()).declare(type, pass());
        } else {
            ValueType type = typeAfter(to);
            families.describe(text, name, to, pass()).declare(type, pass());
        }
    }

    private boolean isStrict() {
        return settings.strictness() == Strictness.STRICT;
    }

    private int bareNameEnd(int name) {
        int to = name;
        while (to < limit && SeriesText.isNamePart(text[to])) {
            to++;
        }
        return to;
    }

    /// Reads what stands after the name: one blank, the type, and nothing else.
    private ValueType typeAfter(int name) throws Fault {
        int end = lineEnd(name, limit);
        int from = Math.min(end, name + 1);
        at = end;
        for (int i = 0; i < TYPES.length; i++) {
            if (Texts.isText(TYPES[i], text, from, end)) {
                return MEANT[i];
            }
        }
        String found = new String(text, from, Math.min(40, end - from), StandardCharsets.UTF_8);
        ValueType known = isStrict() ? StrictText.type(found) : null;
        if (known == null) {
            throw new Fault(from, "not a type: '" + found + "' (one of counter, gauge, histogram, summary, untyped)");
        }
        return known;
    }

    private int blanks(int from) {
        int next = from;
        while (next < limit && (text[next] == ' ' || text[next] == '\t')) {
            next++;
        }
        return next;
    }
}
