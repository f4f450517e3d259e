package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import io.heliograph.api.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A metric family of one target: what its lines of metadata said, and the field keys that its samples share.
final class Family {
    private static final byte[] NOTHING = {};

    final String name;
    final String bucketKey;
    final String sumKey;
    final String countKey;
    /// The family whose metadata came after this one's, the last time.
    @Nullable
    Family following;
    /// The pass that last met an entry or a line of metadata of this family.
    int lastUsed;

    private ValueType type = ValueType.UNTYPED;
    private int declaredIn;
    private int describedIn;
    private String help = "";
    private byte[] helpText = NOTHING;
    private int helpIn;
    private String unit = "";
    private int unitIn;
    private int unitRevision;
    private @Nullable Detail detail;
    private int detailIn;

    Family(String name) {
        this.name = name;
        this.bucketKey = Texts.shared(name + "_bucket");
        this.sumKey = Texts.shared(name + "_sum");
        this.countKey = Texts.shared(name + "_count");
    }

    /// Notes that a line of metadata names it; false where one did before in this pass.
    boolean describe(int pass) {
        lastUsed = pass;
        boolean first = describedIn != pass;
        describedIn = pass;
        return first;
    }

    void declare(ValueType declared, int pass) {
        type = declared;
        declaredIn = pass;
        lastUsed = pass;
    }

    boolean isDeclared(int pass) {
        return declaredIn == pass;
    }

    /// Takes the text of a HELP line; made a string of where it is not that of the last time.
    void help(byte[] text, int from, int to, Escapes escapes, int pass) throws Fault {
        if (!Arrays.equals(helpText, 0, helpText.length, text, from, to)) {
            help = escapes == Escapes.NONE
                    ? Texts.of(text, from, to)
                    : Texts.unescaped(text, from, to, escapes == Escapes.QUOTES);
            helpText = Arrays.copyOfRange(text, from, to);
        }
        helpIn = pass;
    }

    /// Takes the text of a UNIT line.
    void unit(byte[] text, int from, int to, int pass) throws Fault {
        if (!Texts.isText(unit, text, from, to)) {
            unit = Texts.of(text, from, to);
            unitRevision = unitRevision + 1 & 0x7f;
        }
        unitIn = pass;
    }

    ValueType type() {
        return type;
    }

    /// The unit of this pass; empty for none.
    String unit(int pass) {
        return unitIn == pass ? unit : "";
    }

    /// What the text has said so far that rows depend on: 0 for nothing.
    int standing(int pass) {
        int ofType = declaredIn == pass ? 1 + type.ordinal() : 0;
        return unitIn == pass ? ofType | 1 + unitRevision << 8 : ofType;
    }

    /// The metadata of this pass, as all rows of the family share them; null where there are none.
    @Nullable
    Detail detail(int pass) {
        if (detailIn != pass) {
            detailIn = pass;
            detail = describedIn == pass ? described(pass) : null;
        }
        return detail;
    }

    private Detail described(int pass) {
        String ownHelp = helpIn == pass ? help : "";
        Detail before = detail;
        Detail.Metadata known = before == null ? null : before.metadata();
        boolean same =
                known != null && known.help().equals(ownHelp) && known.unit().equals(unit(pass));
        return before != null && same ? before : Detail.of(new Detail.Metadata(name, ownHelp, unit(pass)));
    }
}
