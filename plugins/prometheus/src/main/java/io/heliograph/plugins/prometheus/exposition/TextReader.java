package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the text format 0.0.4 of one target, again and again.
///
/// *Structure.* A line is a series, a value and perhaps a time. The series is looked up by its bytes and not parsed:
/// [Entry] holds what it was found to mean. Targets write their series in the same order each time, so the entry that
/// followed the last time is compared first, which is one vectorised comparison of the line's beginning and no hash.
/// Where that guess is wrong, the end of the series is searched for and the entry looked up in a hash table; where
/// there is none, the series is parsed by [SeriesText] and resolved by [Resolver], once.
///
/// *Why a comparison is enough.* The bytes of an entry were read by the lexer before, from the same state. As it
/// reads from left to right, it would read the same again, up to the closing brace. A bare name is checked for more
/// characters or a brace behind it.
///
/// *All or nothing.* Samples are kept in columns until the whole text is read, since one fault spoils it. Only then
/// do they become rows ([Mapping]).
///
/// *Cost.* Where nothing changed, 20 to 35 ns of CPU a sample as compiled by C2, twice that by C1, and no allocation
/// (a test holds it). *Forgetting.* What two passes did not see is gone.
final class TextReader {
    private static final byte[] HELP = {'H', 'E', 'L', 'P'};
    private static final byte[] TYPE = {'T', 'Y', 'P', 'E'};
    private static final String[] TYPES = {"counter", "gauge", "histogram", "summary", "untyped"};
    private static final ValueType[] MEANT = {
        ValueType.COUNTER, ValueType.GAUGE, ValueType.HISTOGRAM, ValueType.SUMMARY, ValueType.UNTYPED
    };
    private static final byte[] NOTHING = {};
    private static final int PASSES_KEPT = 2;
    private static final int SPARE = 1000;

    private final EntryTable entries = new EntryTable();
    private final Families families = new Families();
    private final DecimalReader decimals = new DecimalReader();
    private final Strictness strictness;
    private final boolean ignoresTimes;
    private final Resolver resolver;
    private int pass;
    private int seen;
    private int seenLast;
    private @Nullable Entry first;
    private @Nullable Entry previous;

    // of the present pass
    private byte[] text = NOTHING;
    private int at;
    private int limit;

    TextReader(Mapping mapping, Reading reading) {
        this.ignoresTimes = reading.ignoresTimes();
        this.strictness = reading.strictness();
        this.resolver = new Resolver(mapping, families, reading.labelling());
    }

    /// The number of the present pass, from 1.
    int pass() {
        return pass;
    }

    /// How many series are known.
    int knownSeries() {
        return entries.size();
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
            end(whole);
        }
        faults.check();
    }

    private void begin(ByteSource source) {
        text = source.array();
        at = source.offset();
        limit = source.end();
        pass++;
        seen = 0;
        previous = null;
        families.begin();
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
        Entry guess = previous == null ? first : previous.following;
        Entry entry = guess != null && guess.begins(text, at, limit) && guess.holds(pass) ? guess : lookUp(out);
        if (entry.lastSeen != pass) {
            entry.lastSeen = pass;
            seen++;
        }
        previous = entry;
        at = blanks(at + entry.text.length);
        double value = decimals.read(text, at, limit);
        at = blanks(decimals.end());
        long millis = at < limit && text[at] != '\n' ? time() : Samples.NO_TIME;
        into.add(entry, value, ignoresTimes ? Samples.NO_TIME : millis);
        at++;
    }

    /// Finds the entry of the series here, or makes it, and remembers that it follows the previous one.
    private Entry lookUp(Accumulator out) throws Fault {
        int end = seriesEnd();
        int hash = EntryTable.hash(text, at, end);
        Entry entry = entries.find(text, at, end, hash);
        if (entry == null || !entry.holds(pass)) {
            entry = resolve(out);
        }
        if (previous == null) {
            first = entry;
        } else {
            previous.following = entry;
        }
        return entry;
    }

    private Entry resolve(Accumulator out) throws Fault {
        SeriesText series = SeriesText.read(text, at, limit);
        byte[] own = new byte[series.end() - at];
        System.arraycopy(text, at, own, 0, own.length);
        Entry made = resolver.entry(own, EntryTable.hash(own, 0, own.length), series, pass, out);
        entries.put(made);
        return made;
    }

    /// The offset after the series here, if it is well-formed.
    private int seriesEnd() {
        int name = at;
        while (name < limit && SeriesText.isNamePart(text[name])) {
            name++;
        }
        int brace = blanks(name);
        if (brace == limit || text[brace] != '{') {
            return name;
        }
        int end = brace + 1;
        while (end < limit && text[end] != '}') {
            end = text[end] == '"' ? quoteEnd(end) : end + 1;
        }
        return Math.min(limit, end + 1);
    }

    private int quoteEnd(int quote) {
        int end = quote + 1;
        while (end < limit && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return Math.min(limit, end + 1);
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
            families.declare(families.of(quoted.name()), typeAfter(quoted.end()), pass);
        } else {
            families.declare(text, name, to, typeAfter(to), pass);
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

    /// Forgets: after a good pass what two of them did not see, after a bad one all if there is too much that no good
    /// one saw.
    private void end(boolean whole) {
        text = NOTHING;
        if (previous != null) {
            previous.following = null; // it may lead to entries that are gone, and these to others
        }
        if (whole) {
            boolean removed = seen < entries.size() && entries.forget(pass - PASSES_KEPT + 1) > 0;
            if (removed || families.areTooMany(entries.size())) {
                forgetUnused();
            }
            seenLast = seen;
        } else if (entries.size() > 2 * seenLast + SPARE || families.areTooMany(entries.size())) {
            entries.forget(Integer.MAX_VALUE);
            first = null;
            families.forget(Integer.MAX_VALUE);
            resolver.forget(Integer.MAX_VALUE);
        }
    }

    private void forgetUnused() {
        entries.forEach(entry -> entry.use(pass));
        families.forget(pass);
        resolver.forget(pass);
    }
}
