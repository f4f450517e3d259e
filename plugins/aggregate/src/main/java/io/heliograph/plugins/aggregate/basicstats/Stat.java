package io.heliograph.plugins.aggregate.basicstats;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A statistic of a field.
enum Stat {
    COUNT,
    MIN,
    MAX,
    MEAN,
    /// The variance of a sample.
    S2,
    /// The standard deviation of a sample.
    STDEV,
    SUM,
    /// Last value less first.
    DIFF,
    NON_NEGATIVE_DIFF,
    /// The difference per second.
    RATE,
    NON_NEGATIVE_RATE,
    PERCENT_CHANGE,
    /// Time between the first and the last value, in nanoseconds.
    INTERVAL,
    FIRST,
    LAST;

    /// What is put behind the field's key.
    String suffix() {
        return "_" + name().toLowerCase(Locale.ROOT);
    }

    /// The statistic of a name in the configuration, or null. `variance`, which Telegraf's own sample has, is [#S2].
    static @Nullable Stat of(String name) {
        for (Stat stat : values()) {
            if (stat.name().toLowerCase(Locale.ROOT).equals(name)) {
                return stat;
            }
        }
        return name.equals("variance") ? S2 : null;
    }
}
