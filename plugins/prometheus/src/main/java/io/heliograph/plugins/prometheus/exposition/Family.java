package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// A metric family of one target: what its TYPE line said, and the field keys that its samples share.
final class Family {
    final String name;
    final String bucketKey;
    final String sumKey;
    final String countKey;
    /// The family whose TYPE line came after this one's, the last time.
    @Nullable
    Family following;
    /// The pass that last met an entry or a TYPE line of this family.
    int lastUsed;

    private ValueType type = ValueType.UNTYPED;
    private int declaredIn;

    Family(String name) {
        this.name = name;
        this.bucketKey = Texts.shared(name + "_bucket");
        this.sumKey = Texts.shared(name + "_sum");
        this.countKey = Texts.shared(name + "_count");
    }

    void declare(ValueType declared, int pass) {
        type = declared;
        declaredIn = pass;
        lastUsed = pass;
    }

    boolean isDeclared(int pass) {
        return declaredIn == pass;
    }

    ValueType type() {
        return type;
    }

    /// What the text has said about the type so far: 0 for nothing.
    int standing(int pass) {
        return declaredIn == pass ? 1 + type.ordinal() : 0;
    }
}
