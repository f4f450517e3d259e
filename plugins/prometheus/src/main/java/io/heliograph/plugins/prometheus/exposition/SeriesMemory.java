package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// What is remembered of one target's series from one pass to the next. Confined to one thread at a time.
///
/// *Lookup.* A series is looked up by its bytes and not parsed: [Entry] holds what it was found to mean. Targets write
/// their series in the same order each time, so the entry that followed the last time is compared first, which is one
/// vectorised comparison of the line's beginning and no hash. Where that guess is wrong, the end of the series is
/// searched for and the entry looked up in a hash table; where there is none, the series is parsed by [SeriesText] and
/// resolved by [Resolver], once.
///
/// *Why a comparison is enough.* The bytes of an entry were read by the lexer before, from the same state. As it
/// reads from left to right, it would read the same again, up to the closing brace. A bare name is checked for more
/// characters or a brace behind it.
///
/// *Forgetting.* What two passes did not see is gone.
final class SeriesMemory {
    private static final int PASSES_KEPT = 2;
    private static final int SPARE = 1000;
    private static final String TOTAL = "_total";
    private static final String CREATED = "_created";

    private final EntryTable entries = new EntryTable();
    private final Families families = new Families();
    private final Mapping mapping;
    private final SeriesSyntax syntax;
    private final Resolver resolver;
    private int pass;
    private int seen;
    private int seenLast;
    private @Nullable Entry first;
    private @Nullable Entry previous;

    SeriesMemory(Mapping mapping, SeriesSyntax syntax, Dialect dialect) {
        this.mapping = mapping;
        this.syntax = syntax;
        this.resolver = new Resolver(mapping, dialect, families);
    }

    /// What makes rows of the samples.
    Mapping mapping() {
        return mapping;
    }

    /// The number of the present pass, from 1.
    int pass() {
        return pass;
    }

    /// How many series are known.
    int knownSeries() {
        return entries.size();
    }

    /// The families of the target.
    Families families() {
        return families;
    }

    /// Begins a pass.
    void begin() {
        pass++;
        seen = 0;
        previous = null;
        families.begin();
    }

    /// The entry of the series at an offset; it ends after the entry's text.
    ///
    /// @param out makes the handles of new series
    Entry next(byte[] text, int at, int limit, Accumulator out) throws Fault {
        Entry guess = previous == null ? first : previous.following;
        Entry entry = guess != null && guess.begins(text, at, limit, syntax) && guess.holds(pass)
                ? guess
                : lookUp(text, at, limit, out);
        if (entry.lastSeen != pass) {
            entry.lastSeen = pass;
            seen++;
        }
        previous = entry;
        return entry;
    }

    /// Finds the entry of the series here, or makes it, and remembers that it follows the previous one.
    private Entry lookUp(byte[] text, int at, int limit, Accumulator out) throws Fault {
        int end = syntax.end(text, at, limit);
        Entry entry = entries.find(text, at, end, EntryTable.hash(text, at, end));
        if (entry == null || !entry.holds(pass)) {
            entry = resolve(text, at, limit, out);
        }
        if (previous == null) {
            first = entry;
        } else {
            previous.following = entry;
        }
        return entry;
    }

    private Entry resolve(byte[] text, int at, int limit, Accumulator out) throws Fault {
        SeriesText series = SeriesText.read(text, at, limit, syntax);
        byte[] own = new byte[series.end() - at];
        System.arraycopy(text, at, own, 0, own.length);
        Entry made = resolver.entry(own, EntryTable.hash(own, 0, own.length), series, pass, out);
        entries.put(made);
        if (made.meaning.type() == ValueType.COUNTER && made.meaning.group() == null) {
            link(made);
        }
        return made;
    }

    /// Lets a counter's start time and the counter know each other, whichever comes first.
    private void link(Entry made) {
        boolean isStart = made.meaning.role() == Role.CREATED;
        byte[] other = isStart ? Suffix.swapped(made.text, CREATED, TOTAL) : Suffix.swapped(made.text, TOTAL, CREATED);
        Entry twin =
                other == null ? null : entries.find(other, 0, other.length, EntryTable.hash(other, 0, other.length));
        if (twin != null && twin.meaning.role() == (isStart ? Role.VALUE : Role.CREATED)) {
            made.twin = twin;
            twin.twin = made;
        }
    }

    /// Ends a pass and forgets: after a good pass what two of them did not see, after a bad one all if there is too
    /// much that no good one saw.
    void end(boolean whole) {
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
