package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;

/// What is remembered of one target's series from one pass to the next: their order, four bytes each. What they mean
/// is in a [Vocabulary] that targets have in common. Confined to one thread at a time, which holds the vocabulary.
///
/// *Lookup.* A series is looked up by the fingerprint of its bytes and not parsed: [Entry] holds what it was found to
/// mean. Targets write their series in the same order each time, so the entry that came at this place the last time
/// is compared first, by its [Fingerprint]. Where that guess is wrong, the end of the series is searched for and the
/// entry looked up in a hash table; where there is none, the series is parsed by [SeriesText] and resolved by
/// [Resolver], once.
///
/// *Why that is enough.* The bytes of an entry were read by the lexer before, from the same state. As it
/// reads from left to right, it would read the same again, up to the closing brace. A bare name is checked for more
/// characters or a brace behind it.
final class SeriesMemory {
    static final Entry[] NOBODY = {};

    private final Vocabulary vocabulary;
    private final Newcomers newcomers = new Newcomers();
    private Entry[] order = NOBODY;

    // of the present pass
    private int place;
    private int lookAhead;
    private boolean changed;
    private int added;

    SeriesMemory(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// The number of the present pass over the vocabulary, from 1.
    int pass() {
        return vocabulary.pass();
    }

    /// How many series are known, those of other targets included.
    int knownSeries() {
        return vocabulary.size();
    }

    /// The families of the present pass.
    Families families() {
        return vocabulary.families();
    }

    /// The series of the last good pass. Never changed.
    Entry[] order() {
        return order;
    }

    /// Begins a pass.
    void begin() {
        vocabulary.begin();
        place = 0;
        lookAhead = 8 * order.length;
        changed = false;
    }

    /// The entry of the series at an offset; it ends after the entry's text.
    ///
    /// @param out makes the handles of new series
    Entry next(byte[] text, int at, int limit, Accumulator out) throws Fault {
        Entry guess = place < order.length ? order[place] : null;
        Entry entry = vocabulary.fits(guess, text, at, limit) ? guess : lookUp(text, at, limit, out);
        place++;
        vocabulary.meet(entry);
        return entry;
    }

    private Entry lookUp(byte[] text, int at, int limit, Accumulator out) throws Fault {
        Entry entry = vocabulary.lookUp(text, at, limit, out);
        changed = true;
        if (vocabulary.isNew(entry)) {
            place--; // it was put in before those that come next, or else they are found a place further on
        } else {
            seek(entry);
        }
        return entry;
    }

    /// Goes on from where an entry was the last time; stays, if it was not there, or far off and much was searched.
    private void seek(Entry entry) {
        for (int at = place; at < order.length && lookAhead > 0; at++, lookAhead--) {
            if (order[at] == entry) {
                place = at;
                return;
            }
        }
        place--;
    }

    /// Ends a pass. After a bad one the order stays as it was.
    ///
    /// @param samples how many were read
    void end(boolean whole, int samples) {
        boolean same = whole && !changed && vocabulary.metCount() == order.length;
        Entry[] met = same ? order : vocabulary.met();
        added = newcomers.note(met, whole ? met.length : Math.min(samples, met.length), whole);
        if (whole) {
            order = met;
        }
        vocabulary.end(whole);
    }

    /// Ends a pass over nothing at all.
    void endEmpty() {
        added = 0;
        order = NOBODY;
        vocabulary.end(true);
    }

    /// How many series of the last pass are new.
    int added() {
        return added;
    }
}
