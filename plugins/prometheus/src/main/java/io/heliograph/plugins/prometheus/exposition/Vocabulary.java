package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The series that targets of a job expose, and what they mean: kept once for all of them. [SeriesMemory] is what a
/// target has of its own.
///
/// *One pass at a time.* Whoever reads a text holds the vocabulary from its beginning until its rows are emitted, so
/// that all that a text says of its series (types, parts of histograms) stands here while it is read, and none of it
/// is kept per target. A job has a few vocabularies, so that several cores read at a time: see [Vocabularies].
///
/// *Forgetting.* Time goes by in ages: of the length of an interval, or where only one target is read, a pass each.
/// What was not met for two ages is gone.
final class Vocabulary {
    private static final int AGES_KEPT = 2;
    private static final int SPARE = 1000;
    private static final String TOTAL = "_total";
    private static final String CREATED = "_created";

    private final EntryTable entries = new EntryTable();
    private final Families families = new Families();
    private final SeriesSyntax syntax;
    private final Mapping mapping;
    private final Resolver resolver;
    private final long ageNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Fingerprint print = new Fingerprint();
    private final List<Entry> made = new ArrayList<>(); // in the present pass
    private Entry[] met = new Entry[64]; // in the present pass
    private int metCount;
    private int pass;
    private int age = AGES_KEPT + 1; // so that the first ones to be forgotten are older than any
    private int metInAge;
    private long ageEndsNanos;

    /// @param age how long an age is; zero for a pass each
    Vocabulary(Reading reading, ExpositionFormat format, Duration age) {
        this.syntax = format.syntax();
        this.mapping = reading.version().mapping(reading.convention(), format.isOpenMetrics());
        this.resolver = new Resolver(mapping, format.dialect(), families, reading);
        this.ageNanos = age.toNanos();
        this.ageEndsNanos = System.nanoTime() + ageNanos;
    }

    /// Waits until nobody else reads.
    void hold() throws InterruptedException {
        lock.lockInterruptibly();
    }

    void letGo() {
        lock.unlock();
    }

    Mapping mapping() {
        return mapping;
    }

    int pass() {
        return pass;
    }

    int size() {
        return entries.size();
    }

    Families families() {
        return families;
    }

    void begin() {
        pass++;
        metCount = 0;
        families.begin();
    }

    /// Whether an entry is the one of the series at an offset.
    boolean fits(@Nullable Entry guess, byte[] text, int at, int limit) {
        return guess != null && guess.begins(text, at, limit, syntax, print) && guess.holds(pass);
    }

    /// Finds the entry of the series at an offset, or makes it.
    Entry lookUp(byte[] text, int at, int limit, Accumulator out) throws Fault {
        int end = syntax.end(text, at, limit);
        Entry entry = entries.find(print.take(text, at, end), pass);
        return entry == null ? resolve(text, at, limit, out) : entry;
    }

    private Entry resolve(byte[] text, int at, int limit, Accumulator out) throws Fault {
        SeriesText series = SeriesText.read(text, at, limit, syntax);
        boolean braced = text[series.end() - 1] == '}';
        Entry entry = resolver.entry(print.take(text, at, series.end()), braced, series, pass);
        entries.put(entry);
        made.add(entry);
        if (entry.type() == ValueType.COUNTER && entry.group() == null) {
            link(entry, Arrays.copyOfRange(text, at, series.end()));
        }
        return entry;
    }

    /// Lets a counter's start time and the counter know each other, whichever comes first.
    private void link(Entry entry, byte[] text) {
        boolean isStart = entry.role() == Role.CREATED;
        byte[] other = isStart ? Suffix.swapped(text, CREATED, TOTAL) : Suffix.swapped(text, TOTAL, CREATED);
        Entry twin = other == null ? null : entries.find(print.take(other, 0, other.length), pass);
        if (twin != null && twin.role() == (isStart ? Role.VALUE : Role.CREATED)) {
            entry.twin(twin);
            twin.twin(entry);
        }
    }

    /// Whether an entry was made in this pass: then no target can have met it before.
    boolean isNew(Entry entry) {
        return !made.isEmpty() && made.getLast() == entry;
    }

    /// Notes an entry as the next one of the pass.
    void meet(Entry entry) {
        if (entry.lastSeen != age) {
            entry.lastSeen = age;
            metInAge++;
        }
        if (metCount == met.length) {
            met = Arrays.copyOf(met, 2 * metCount);
        }
        met[metCount++] = entry;
    }

    int metCount() {
        return metCount;
    }

    /// The entries of this pass in their order.
    Entry[] met() {
        return metCount == 0 ? SeriesMemory.NOBODY : Arrays.copyOf(met, metCount);
    }

    /// Ends a pass. What was made for a text that turned out bad goes at once if it is much.
    void end(boolean whole) {
        Arrays.fill(met, 0, metCount, null);
        int removed = 0;
        if (!whole && made.size() > SPARE) {
            made.forEach(entry -> entry.lastSeen = Entry.UNSEEN);
            removed = entries.forget(age - AGES_KEPT + 1);
            metInAge -= Math.min(removed, metInAge);
        }
        made.clear();
        if (System.nanoTime() - ageEndsNanos >= 0) {
            removed += endAge();
        }
        if (removed > 0 || families.areTooMany(entries.size())) {
            forgetUnused();
        }
    }

    private int endAge() {
        int removed = metInAge < entries.size() ? entries.forget(age - AGES_KEPT + 1) : 0;
        age++;
        metInAge = 0;
        ageEndsNanos = System.nanoTime() + ageNanos;
        return removed;
    }

    private void forgetUnused() {
        entries.forEach(entry -> entry.use(pass));
        families.forget(pass);
        resolver.forget(pass);
    }
}
