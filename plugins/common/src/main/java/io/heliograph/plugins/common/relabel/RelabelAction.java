package io.heliograph.plugins.common.relabel;

import java.util.Locale;

/// What a rule does; the actions of Prometheus.
public enum RelabelAction {
    /// Sets `target_label` to the expanded `replacement` where the regex matches.
    REPLACE,
    /// Drops what the regex does not match.
    KEEP,
    /// Drops what the regex matches.
    DROP,
    /// Drops what has another value in `target_label`.
    KEEPEQUAL,
    /// Drops what has the same value in `target_label`.
    DROPEQUAL,
    /// Sets `target_label` to a hash of the value, modulo `modulus`.
    HASHMOD,
    /// Copies labels whose name the regex matches to the name that `replacement` gives.
    LABELMAP,
    /// Removes labels whose name the regex matches.
    LABELDROP,
    /// Removes labels whose name the regex does not match.
    LABELKEEP,
    /// Sets `target_label` to the value in lower case.
    LOWERCASE,
    /// Sets `target_label` to the value in upper case.
    UPPERCASE;

    /// As it is written in a configuration.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean comparesLabels() {
        return this == KEEPEQUAL || this == DROPEQUAL;
    }

    boolean changesCase() {
        return this == LOWERCASE || this == UPPERCASE;
    }

    boolean selectsNames() {
        return this == LABELDROP || this == LABELKEEP;
    }

    boolean needsTarget() {
        return this == REPLACE || this == HASHMOD || comparesLabels() || changesCase();
    }
}
