package io.heliograph.plugins.prometheus.exposition;

import org.jspecify.annotations.Nullable;

/// The families that decide what a sample is: that of its own name, and where the text declares no such family, that
/// of its name without a suffix such as `_bucket`.
///
/// @param own of the sample's name
/// @param base of the name without suffix, or null
/// @param standing what the text has said about both so far
record Kinship(Family own, @Nullable Family base, int standing) {
    static Kinship of(Family own, @Nullable Family base, int pass) {
        return new Kinship(own, base, standing(own, base, pass));
    }

    static int standing(Family own, @Nullable Family base, int pass) {
        int of = own.standing(pass);
        return base == null ? of : of | base.standing(pass) << 16;
    }
}
