package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// What a series' text was found to mean: its row's identity, its field, its role. Holds for as long as the TYPE
/// lines of its family and of its base (`x` of `x_bucket`) say what they said then.
///
/// There may be millions: an entry takes 48 bytes, and the rest is shared. Of its text it keeps a [Fingerprint] only.
final class Entry {
    /// The [#lastSeen] of an entry that no age has met.
    static final int UNSEEN = 0;

    /// The [#lastSeen] of an entry that is in no table any more.
    static final int GONE = -1;

    private static final Series NOBODY = Series.of("", TagSet.EMPTY);

    /// The age that last met it.
    int lastSeen = UNSEEN;

    private final long high;
    private final long low;
    private final int size; // the length of the text; negative where it ends with a brace
    private final Sense sense;
    private final Series series;
    private @Nullable Companion companion;

    /// A resolved series.
    ///
    /// @param series of the row, or of the group's row
    /// @param field of the value
    /// @param family whose metadata are the sample's
    /// @param group of the sample, or null where it stands alone
    record Meaning(
            Series series,
            String field,
            ValueType type,
            Role role,
            Family family,
            @Nullable Group group) {
        /// That of a series whose samples are left out.
        static final Meaning NONE = new Meaning(NOBODY, "", ValueType.UNTYPED, Role.VALUE, new Family(""), null);
    }

    /// What entries have in common: the series of a metric mostly differ in nothing of this.
    ///
    /// @param own see [Kinship]
    /// @param base see [Kinship]
    /// @param standing see [Kinship]
    /// @param left why samples are left out, or null
    record Sense(
            Family own,
            @Nullable Family base,
            int standing,
            String field,
            ValueType type,
            Role role,
            Family family,
            Labelling.@Nullable Verdict left) {
        static Sense of(Kinship kin, Meaning meaning, Labelling.@Nullable Verdict left) {
            return new Sense(
                    kin.own(),
                    kin.base(),
                    kin.standing(),
                    meaning.field,
                    meaning.type,
                    meaning.role,
                    meaning.family,
                    left);
        }
    }

    /// @param braced whether the text ends with a brace
    /// @param converted what it is to the conversion of classic histograms, or null
    Entry(Fingerprint text, boolean braced, Sense sense, Meaning meaning, @Nullable Companion converted) {
        this.high = text.high();
        this.low = text.low();
        this.size = braced ? -text.length() : text.length();
        this.sense = sense;
        this.series = meaning.series;
        this.companion = converted == null ? meaning.group : converted;
    }

    /// The length of the text in bytes.
    int length() {
        return Math.abs(size);
    }

    Series series() {
        return series;
    }

    String field() {
        return sense.field;
    }

    ValueType type() {
        return sense.type;
    }

    Role role() {
        return sense.role;
    }

    Family family() {
        return sense.family;
    }

    /// Why its samples are left out, or null.
    Labelling.@Nullable Verdict left() {
        return sense.left;
    }

    @Nullable
    Group group() {
        if (companion instanceof Group group) {
            return group;
        }
        return companion instanceof ClassicPart part ? part.group() : null;
    }

    /// What it is to a classic histogram that is converted, or null.
    @Nullable
    ClassicPart part() {
        return companion instanceof ClassicPart part ? part : null;
    }

    /// Where it is a histogram as a whole and classic ones are converted, its classic twin; or null.
    @Nullable
    Collation twinParts() {
        return companion instanceof Collation parts ? parts : null;
    }

    /// Whether its samples went into a native histogram the last time.
    boolean isConverted() {
        return companion instanceof ClassicPart part && part.of().hidesParts;
    }

    /// Of a counter's start time: the counter; of a counter: its start time.
    @Nullable
    Entry twin() {
        return companion instanceof StartMemory start ? start.twin : null;
    }

    void twin(Entry other) {
        StartMemory start = start();
        if (start != null) {
            start.twin = other;
        }
    }

    /// What was last said of its rows, where they have a start time of their own.
    @Nullable
    Detail detail() {
        return companion instanceof StartMemory start ? start.detail : null;
    }

    void detail(Detail said) {
        StartMemory start = start();
        if (start != null) {
            start.detail = said;
        }
    }

    private @Nullable StartMemory start() {
        if (companion == null) {
            companion = new StartMemory();
        }
        return companion instanceof StartMemory start ? start : null;
    }

    /// Whether the bytes from `at` on begin with this series and no other.
    ///
    /// @param print to be used
    boolean begins(byte[] bytes, int at, int limit, SeriesSyntax syntax, Fingerprint print) {
        int end = at + length();
        if (end > limit) {
            return false;
        }
        boolean ends = size < 0 ? bytes[end - 1] == '}' : endsName(bytes, end, limit, syntax);
        return ends && is(print.take(bytes, at, end));
    }

    /// Whether this is the text's entry.
    boolean is(Fingerprint text) {
        return low == text.low() && high == text.high() && length() == text.length();
    }

    /// What tells its text from others.
    record Text(long high, long low, int length) {}

    Text text() {
        return new Text(high, low, length());
    }

    /// For tables.
    int hash() {
        return (int) low;
    }

    /// Whether a bare name ends here and no labels follow.
    private static boolean endsName(byte[] bytes, int end, int limit, SeriesSyntax syntax) {
        if (end < limit && SeriesText.isNamePart(bytes[end])) {
            return false;
        }
        int next = syntax.skipBlanks(bytes, end, limit);
        return next == limit || bytes[next] != '{';
    }

    /// The type of the family that the sample belongs to.
    ValueType familyType(int pass) {
        Family base = sense.base;
        Family family = sense.own.isDeclared(pass) || base == null ? sense.own : base;
        return family.isDeclared(pass) ? family.type() : ValueType.UNTYPED;
    }

    /// Whether it is still in the table, and the TYPE lines of this pass leave its meaning as it is.
    boolean holds(int pass) {
        return lastSeen != GONE && sense.standing == Kinship.standing(sense.own, sense.base, pass);
    }

    /// Notes that its families and its group are still needed.
    void use(int pass) {
        sense.own.lastUsed = pass;
        if (sense.base != null) {
            sense.base.lastUsed = pass;
        }
        Group group = group();
        if (group != null) {
            group.lastUsed = pass;
        }
        Collation collation = companion instanceof ClassicPart part ? part.of() : twinParts();
        if (collation != null) {
            collation.lastUsed = pass;
        }
    }
}
