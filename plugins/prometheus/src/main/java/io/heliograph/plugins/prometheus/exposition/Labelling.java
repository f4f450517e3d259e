package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.TagSet;

/// What a job makes of the names and labels that its targets expose: clashes with labels of the target, rules, limits.
/// Asked once for each new series; the verdict is remembered with it.
///
/// A labelling that serves several targets must answer alike for all of them: from the job and from which labels
/// targets have, not from their values. The labels of the target are then added by the host. Where a rule looks at
/// their values, a target has a labelling of its own, which adds them itself.
///
/// Good for any thread.
@FunctionalInterface
public interface Labelling {
    /// Leaves everything as it is.
    Labelling NONE = Kept::new;

    /// What becomes of a series.
    ///
    /// @param name as exposed
    /// @param labels as exposed
    Verdict identify(String name, TagSet labels);

    /// What was found.
    sealed interface Verdict permits Kept, Dropped, Refused {}

    /// A series under its final name and labels.
    record Kept(String name, TagSet labels) implements Verdict {}

    /// A series that rules take out, as was asked for.
    enum Dropped implements Verdict {
        /// There is one way only.
        BY_RULES
    }

    /// A series that must not be.
    ///
    /// @param why for messages: `the label 'a' is longer than 10 bytes`
    /// @param isLimit whether a limit was met, which a job may take more lightly
    record Refused(String why, boolean isLimit) implements Verdict {}
}
