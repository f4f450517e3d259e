package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;

/// Reads the text format 0.0.4 of one target, again and again.
///
/// *Structure.* A line is a series, a value and perhaps a time. [SeriesMemory] knows most series by their bytes.
///
/// *All or nothing.* Samples are kept in columns until the whole text is read, since one fault spoils it. Only then
/// do they become rows ([Mapping]).
///
/// *Cost.* Where nothing changed, 20 to 35 ns of CPU a sample as compiled by C2, twice that by C1, and no allocation
/// (a test holds it).
final class TextReader {
    private static final byte[] HELP = {'H', 'E', 'L', 'P'};
    private static final byte[] TYPE = {'T', 'Y', 'P', 'E'};
    private static final String[] TYPES = {"counter", "gauge", "histogram", "summary", "untyped"};
    private static final ValueType[] MEANT = {
        ValueType.COUNTER, ValueType.GAUGE, ValueType.HISTOGRAM, ValueType.SUMMARY, ValueType.UNTYPED
    };
    private static final byte[] NOTHING = {};
    private final SeriesMemory memory;
    private final Families families;
    private final DecimalReader decimals = new DecimalReader();
    private final Strictness strictness;
    private final boolean ignoresTimes;

    // of the present pass
    private byte[] text = NOTHING;
    private int at;
    private int limit;

    TextReader(SeriesMemory memory, Reading reading) {
        this.ignoresTimes = reading.ignoresTimes();
        this.strictness = reading.strictness();
        this.memory = memory;
        this.families = memory.families();
    }

    /// The number of the present pass, from 1.
    int pass() {
        return memory.pass();
    }

    /// How many series are known.
    int knownSeries() {
        return memory.knownSeries();
    }

    /// Reads a text.
    ///
    /// @param into takes the samples
    /// @param out makes the handles of new series
    /// @throws ParseException for the first fault
    void read(ByteSource source, Samples into, Accumulator out) throws ParseException {
        begin(source);
        Faults faults = new Faults(source);
        boolean whole = false;
        try {
            whole = lines(into, out, faults);
        } finally {
            text = NOTHING;
            memory.end(whole);
        }
        faults.check();
    }

    private void begin(ByteSource source) {
        text = source.array();
        at = source.offset();
        limit = source.end();
        memory.begin();
    }

    private boolean lines(Samples into, Accumulator out, Faults faults) {
        while (at < limit) {
            try {
                line(into, out);
            } catch (Fault fault) {
                faults.add(fault);
                if (!strictness.skipsBadLines()) {
                    return false;
                }
                at = lineEnd(Math.min(limit, Math.max(at, fault.offset())));
            }
        }
        return true;
    }

    private void line(Samples into, Accumulator out) throws Fault {
        byte b = text[at];
        if (b == '\n' || b == ' ' || b == '\t') {
            at++;
        } else if (b == '#') {
            comment();
        } else {
            sample(into, out);
        }
    }

    private void sample(Samples into, Accumulator out) throws Fault {
        Entry entry = memory.next(text, at, limit, out);
        at = blanks(at + entry.text.length);
        double value = decimals.read(text, at, limit);
        at = blanks(decimals.end());
        long millis = at < limit && text[at] != '\n' ? time() : Samples.NO_TIME;
        into.add(entry, value, ignoresTimes ? Samples.NO_TIME : millis);
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
        return millis;
    }

    private void comment() throws Fault {
        int word = blanks(at + 1);
        if (word > at + 1 && isKeyword(HELP, word)) {
            help(blanks(word + HELP.length));
        } else if (word > at + 1 && isKeyword(TYPE, word)) {
            type(blanks(word + TYPE.length));
        } else {
            at = lineEnd(word);
        }
    }

    private boolean isKeyword(byte[] keyword, int from) {
        int end = from + keyword.length;
        if (end >= limit || text[end] != ' ' && text[end] != '\t') {
            return false;
        }
        for (int i = 0; i < keyword.length; i++) {
            if (text[from + i] != keyword[i]) {
                return false;
            }
        }
        return true;
    }

    private void help(int name) throws Fault {
        int from = name;
        while (from < limit && SeriesText.isNamePart(text[from])) {
            from++;
        }
        if (from == name) {
            from = SeriesText.readName(text, name, limit, "HELP").end();
        }
        int end = from;
        int signs = 0;
        while (end < limit && text[end] != '\n') {
            signs |= text[end++];
        }
        if (signs < 0) {
            Texts.check(text, from, end);
        }
        at = end;
    }

    private void type(int name) throws Fault {
        int to = name;
        while (to < limit && SeriesText.isNamePart(text[to])) {
            to++;
        }
        if (to == name || text[name] >= '0' && text[name] <= '9') {
            SeriesText quoted = SeriesText.readName(text, name, limit, "TYPE");
            families.declare(families.of(quoted.name()), typeAfter(quoted.end()), memory.pass());
        } else {
            families.declare(text, name, to, typeAfter(to), memory.pass());
        }
    }

    /// Reads what stands after the name: one blank, the type, and nothing else.
    private ValueType typeAfter(int name) throws Fault {
        int end = lineEnd(name);
        int from = Math.min(end, name + 1);
        at = end;
        for (int i = 0; i < TYPES.length; i++) {
            if (Texts.isText(TYPES[i], text, from, end)) {
                return MEANT[i];
            }
        }
        String found = new String(text, from, Math.min(40, end - from), StandardCharsets.UTF_8);
        throw new Fault(from, "not a type: '" + found + "' (one of counter, gauge, histogram, summary, untyped)");
    }

    private int blanks(int from) {
        int next = from;
        while (next < limit && (text[next] == ' ' || text[next] == '\t')) {
            next++;
        }
        return next;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < limit && text[end] != '\n') {
            end++;
        }
        return end;
    }
}
