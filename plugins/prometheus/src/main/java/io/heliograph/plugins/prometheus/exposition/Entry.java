package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a series' text was found to mean: its row's identity, its field, its role. Holds for as long as the TYPE
/// lines of its family and of its base (`x` of `x_bucket`) say what they said then.
final class Entry {
    /// The [#lastSeen] of an entry that no age has met.
    static final int UNSEEN = 0;

    /// The [#lastSeen] of an entry that is in no table any more.
    static final int GONE = -1;

    private static final Meaning NOTHING =
            new Meaning(Series.of("", TagSet.EMPTY), "", ValueType.UNTYPED, Role.VALUE, new Family(""), null);

    final byte[] text;
    final int hash;
    final Meaning meaning;
    /// Why its samples are left out, or null.
    final Labelling.@Nullable Verdict left;
    /// The age that last met it.
    int lastSeen = UNSEEN;
    /// Of a counter's start time: the counter; of a counter: its start time.
    @Nullable
    Entry twin;
    /// What was last said of its rows, where they have a start time of their own.
    @Nullable
    Detail detail;

    private final boolean braced;
    private final Family own;
    private final @Nullable Family base;
    private final int standing;

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
            @Nullable Group group) {}

    Entry(byte[] text, int hash, Kinship kin, Meaning meaning) {
        this(text, hash, kin, meaning, null);
    }

    /// A series whose samples are left out.
    Entry(byte[] text, int hash, Kinship kin, Labelling.Verdict left) {
        this(text, hash, kin, NOTHING, left);
    }

    private Entry(byte[] text, int hash, Kinship kin, Meaning meaning, Labelling.@Nullable Verdict left) {
        this.text = text;
        this.hash = hash;
        this.meaning = meaning;
        this.left = left;
        this.braced = text[text.length - 1] == '}';
        this.own = kin.own();
        this.base = kin.base();
        this.standing = kin.standing();
    }

    /// Whether the bytes from `at` on begin with this series and no other.
    boolean begins(byte[] bytes, int at, int limit, SeriesSyntax syntax) {
        int end = at + text.length;
        if (end > limit || !Arrays.equals(text, 0, text.length, bytes, at, end)) {
            return false;
        }
        return braced || endsName(bytes, end, limit, syntax);
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
        Family family = own.isDeclared(pass) || base == null ? own : base;
        return family.isDeclared(pass) ? family.type() : ValueType.UNTYPED;
    }

    /// Whether it is still in the table, and the TYPE lines of this pass leave its meaning as it is.
    boolean holds(int pass) {
        return lastSeen != GONE && standing == Kinship.standing(own, base, pass);
    }

    /// Notes that its families and its group are still needed.
    void use(int pass) {
        own.lastUsed = pass;
        if (base != null) {
            base.lastUsed = pass;
        }
        Group group = meaning.group;
        if (group != null) {
            group.lastUsed = pass;
        }
    }
}
