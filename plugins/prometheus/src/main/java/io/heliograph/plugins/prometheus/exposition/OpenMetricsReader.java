package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads OpenMetrics as text: version 1.0, and where allowed what 2.0 (rc0) adds to it, which is values of several
/// parts ([CompositeValue]), start times behind a value and several exemplars.
///
/// As Prometheus has it, single blanks stand between all parts, no line is empty, times are seconds of which
/// milliseconds are kept, `# EOF` ends the text and nothing comes after it. `x_created` becomes the start time of `x`.
final class OpenMetricsReader extends LineReader {
    private static final byte[] HELP = {'H', 'E', 'L', 'P', ' '};
    private static final byte[] TYPE = {'T', 'Y', 'P', 'E', ' '};
    private static final byte[] UNIT = {'U', 'N', 'I', 'T', ' '};
    private static final byte[] EOF = {'E', 'O', 'F'};
    private static final byte[] START = {'s', 't', '@'};
    private static final String[] TYPES = {
        "counter", "gauge", "histogram", "summary", "unknown", "info", "stateset", "gaugehistogram"
    };
    private static final ValueType[] MEANT = {
        ValueType.COUNTER,
        ValueType.GAUGE,
        ValueType.HISTOGRAM,
        ValueType.SUMMARY,
        ValueType.UNTYPED,
        ValueType.INFO,
        ValueType.STATE_SET,
        ValueType.GAUGE_HISTOGRAM
    };

    private static final long UNREPRESENTABLE = Long.MIN_VALUE;

    private final boolean composite;
    private final PartSeries part = new PartSeries();
    private final CompositeValue value = new CompositeValue(decimals);
    private final List<Exemplar> exemplars = new ArrayList<>();
    private boolean ended;

    /// @param composite whether what version 2.0 adds is allowed
    OpenMetricsReader(SeriesMemory memory, Reading settings, boolean composite) {
        super(memory, settings);
        this.composite = composite;
    }

    @Override
    void started() {
        ended = false;
    }

    @Override
    boolean hasMore() {
        return !ended && at < limit;
    }

    @Override
    void ended() throws Fault {
        if (!ended) {
            throw new Fault(limit, "the text does not end with '# EOF'");
        }
        if (at < limit) {
            throw new Fault(at, "there is more after '# EOF'");
        }
    }

    @Override
    void checkStrictly() throws Fault {
        if (!composite) {
            new StrictOpenMetrics(text, at, limit).check();
        }
    }

    @Override
    void line(Samples into, Accumulator out) throws Fault {
        if (text[at] == '#') {
            metadata();
        } else if (text[at] == '\n' && isLenient()) {
            at++;
        } else {
            sample(into, out);
        }
    }

    private boolean isLenient() {
        return settings.strictness() == Strictness.LENIENT;
    }

    private void metadata() throws Fault {
        int word = at + 2;
        if (word > limit || text[at + 1] != ' ') {
            unknown("wants a blank after '#'");
        } else if (isKeyword(HELP, word)) {
            describe(word + HELP.length, HELP[0]);
        } else if (isKeyword(TYPE, word)) {
            describe(word + TYPE.length, TYPE[0]);
        } else if (isKeyword(UNIT, word)) {
            describe(word + UNIT.length, UNIT[0]);
        } else if (Texts.isText("EOF", text, word, Math.min(limit, word + EOF.length))) {
            at = word + EOF.length;
            at += at < limit && text[at] == '\n' ? 1 : 0;
            ended = true;
        } else {
            unknown("wants HELP, TYPE, UNIT or EOF after '#'");
        }
    }

    private void unknown(String message) throws Fault {
        if (!isLenient()) {
            throw new Fault(at, message);
        }
        at = Math.min(limit, lineEnd(at, limit) + 1);
    }

    private void describe(int name, byte keyword) throws Fault {
        int to = Suffix.nameEnd(text, name, limit);
        boolean bare = to > name && !isDigit(text[name]);
        String quoted = "";
        if (!bare) {
            SeriesText read = SeriesText.readName(text, name, limit, "HELP, TYPE or UNIT", SeriesSyntax.OPENMETRICS);
            quoted = read.name();
            to = read.end();
        }
        int end = lineEnd(to, limit);
        if (to == limit || text[to] != ' ' || end == limit) {
            throw new Fault(to, "wants a blank, a text and a line feed after the name");
        }
        ValueType type = keyword == 'T' ? type(to + 1, end) : ValueType.UNTYPED;
        Family family =
                bare ? families.describe(text, name, to, pass()) : families.describe(families.of(quoted), pass());
        switch (keyword) {
            case 'T' -> family.declare(type, pass());
            case 'U' -> unit(family, to + 1, end);
            default -> {
                Texts.check(text, to + 1, end);
                family.help(text, to + 1, end, Escapes.QUOTES, pass());
            }
        }
        at = end + 1;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private ValueType type(int from, int end) throws Fault {
        for (int i = 0; i < TYPES.length; i++) {
            if (Texts.isText(TYPES[i], text, from, end)) {
                return MEANT[i];
            }
        }
        String found = new String(text, from, Math.min(40, end - from), StandardCharsets.UTF_8);
        throw new Fault(from, "not a type: '" + found + "' (one of " + String.join(", ", TYPES) + ")");
    }

    private void unit(Family family, int from, int end) throws Fault {
        if (end == from) {
            return;
        }
        family.unit(text, from, end, pass());
        if (!composite && !family.name.endsWith("_" + family.unit(pass()))) {
            throw new Fault(from, "the unit '" + family.unit(pass()) + "' is no suffix of '" + family.name + "'");
        }
    }

    private void sample(Samples into, Accumulator out) throws Fault {
        int series = at;
        Entry entry = memory.next(text, at, limit, out);
        at += entry.length();
        blank("a value");
        if (composite && at < limit && text[at] == '{') {
            composite(series, entry, into, out);
            return;
        }
        double number = decimals.read(text, at, limit);
        at = decimals.end();
        long millis = time();
        long startNanos = start();
        exemplars(entry);
        lineFeed();
        if (entry.role() == Role.CREATED) {
            start(entry, nanos(number), into);
        }
        if (entry.role() != Role.CREATED || !entry.field().isEmpty()) {
            add(into, entry, number, millis, startNanos);
        }
    }

    private void add(Samples into, Entry entry, double number, long millis, long startNanos) {
        if (millis == UNREPRESENTABLE) {
            return;
        }
        add(into, entry, number, millis);
        if (entry.role() != Role.NOWHERE) {
            tell(entry, startNanos, into);
        }
    }

    private static Object owner(Entry entry) {
        Group group = entry.group();
        return group == null ? entry : group;
    }

    /// Takes what an `x_created` line says.
    private static void start(Entry entry, long nanos, Samples into) {
        Group group = entry.group();
        Entry counter = entry.twin();
        if (group != null) {
            into.startTimes.put(group, nanos);
        } else if (counter != null && counter.lastSeen != Entry.GONE) {
            into.startTimes.put(counter, nanos);
        }
    }

    private void composite(int series, Entry whole, Samples into, Accumulator out) throws Fault {
        at = value.read(text, at, limit);
        long millis = time();
        long startNanos = start();
        exemplars(whole);
        lineFeed();
        if (millis == UNREPRESENTABLE) {
            return;
        }
        NativeHistogram histogram = value.histogram(whole.familyType(pass()) == ValueType.GAUGE_HISTOGRAM);
        if (histogram != null) {
            into.add(whole, histogram, settings.ignoresTimes() ? Samples.NO_TIME : millis);
            tell(whole, startNanos, into);
        }
        if (histogram == null || settings.keepsClassic()) {
            parts(series, whole, millis, startNanos, into, out);
        }
    }

    private void tell(Entry entry, long startNanos, Samples into) {
        if (startNanos != 0) {
            into.startTimes.put(owner(entry), startNanos);
        }
        if (!exemplars.isEmpty()) {
            into.exemplars(List.copyOf(exemplars));
        }
    }

    /// Adds the samples that the parts would have been in version 1.0.
    private void parts(int series, Entry whole, long millis, long startNanos, Samples into, Accumulator out)
            throws Fault {
        int end = series + whole.length();
        boolean summary = value.isSummary();
        String prefix = whole.familyType(pass()) == ValueType.GAUGE_HISTOGRAM ? "_g" : "_";
        for (int i = 0; i < value.size(); i++) {
            int from = value.markFrom(i);
            int to = value.markTo(i);
            String suffix = summary ? "" : "_bucket";
            part.set(text, series, end, suffix, summary ? Resolver.QUANTILE : Resolver.BOUND, text, from, to);
            Entry entry = memory.next(part.bytes(), 0, part.size(), out);
            add(into, entry, value.count(i), millis);
            bucketExemplars(entry, i, into);
        }
        total(series, end, prefix + "count", value.count(), millis, into, out);
        Entry sum = total(series, end, prefix + "sum", value.sum(), millis, into, out);
        if (startNanos != 0) {
            into.startTimes.put(owner(sum), startNanos);
        }
    }

    private Entry total(int series, int end, String suffix, double number, long millis, Samples into, Accumulator out)
            throws Fault {
        part.set(text, series, end, suffix);
        Entry entry = memory.next(part.bytes(), 0, part.size(), out);
        add(into, entry, number, millis);
        return entry;
    }

    /// Hangs the exemplars on the first bucket that holds their value.
    private void bucketExemplars(Entry entry, int bucket, Samples into) {
        if (exemplars.isEmpty() || value.isSummary()) {
            return;
        }
        List<Exemplar> own = new ArrayList<>(1);
        for (Exemplar exemplar : exemplars) {
            if (value.isIn(exemplar.value(), bucket)) {
                own.add(new Exemplar(entry.field(), exemplar.labels(), exemplar.value(), exemplar.epochNanos()));
            }
        }
        if (!own.isEmpty()) {
            into.exemplars(own);
        }
    }

    private void blank(String before) throws Fault {
        if (at >= limit || text[at] != ' ') {
            throw new Fault(at, "wants a blank before " + before);
        }
        at++;
    }

    /// Reads the time, where there is one.
    private long time() throws Fault {
        if (at + 1 >= limit || text[at] != ' ' || text[at + 1] == '#' || isStart()) {
            return Samples.NO_TIME;
        }
        at++;
        return millis(seconds("time"));
    }

    private boolean isStart() {
        return composite && isKeyword(START, at + 1);
    }

    private long start() throws Fault {
        if (at >= limit || text[at] != ' ' || !isStart()) {
            return 0;
        }
        at += 1 + START.length;
        return nanos(seconds("start time"));
    }

    private double seconds(String what) throws Fault {
        double seconds = decimals.read(text, at, limit);
        if (!Double.isFinite(seconds)) {
            throw new Fault(at, "not a " + what + ": " + seconds);
        }
        at = decimals.end();
        return seconds;
    }

    /// Milliseconds, the rest cut off as Prometheus does.
    static long millis(double seconds) {
        double millis = seconds * 1000;
        return Math.abs(millis) > Long.MAX_VALUE / 1_000_000 ? UNREPRESENTABLE : (long) millis;
    }

    private static long nanos(double seconds) {
        return Math.abs(seconds) > Long.MAX_VALUE / 1e9 ? 0 : Math.round(seconds * 1e9);
    }

    private void exemplars(Entry entry) throws Fault {
        exemplars.clear();
        while (at < limit && text[at] == ' ' && (exemplars.isEmpty() || composite)) {
            if (at + 2 >= limit || text[at + 1] != '#' || text[at + 2] != ' ') {
                return;
            }
            at += 3;
            exemplars.add(exemplar(entry));
        }
    }

    private Exemplar exemplar(Entry entry) throws Fault {
        SeriesText labels = SeriesText.readExemplar(text, at, limit);
        at = labels.end();
        blank("an exemplar's value");
        double number = decimals.read(text, at, limit);
        at = decimals.end();
        long nanos = 0;
        if (at + 1 < limit && text[at] == ' ' && text[at + 1] != '#') {
            at++;
            long millis = millis(seconds("time"));
            nanos = millis == UNREPRESENTABLE ? 0 : 1_000_000 * millis;
        } else if (composite && settings.strictness() == Strictness.STRICT) {
            throw new Fault(at, "an exemplar wants a time");
        }
        TagSet tags = TagSet.of(labels.labels().toArray(new String[0]));
        return new Exemplar(entry.field(), tags, number, nanos);
    }

    private void lineFeed() throws Fault {
        if (at >= limit && isLenient()) {
            return;
        }
        if (at >= limit) {
            throw new Fault(at, "the text does not end with '# EOF'");
        }
        if (text[at] != '\n') {
            throw new Fault(at, "wants the end of the line");
        }
        at++;
    }
}
