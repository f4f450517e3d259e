package io.heliograph.api;

import java.util.List;

/// What a plugin of any kind may implement that changes labels by rules, so that `heliograph explain` can show each
/// rule at work. Asked of a plugin that was made and not opened.
///
/// The name of a series is its label `__name__`, beside its tags.
public interface Explains {
    /// Another name to ask for it by, beside its alias: that of its scrape job, say. Empty for none.
    default String knownAs() {
        return "";
    }

    /// What becomes of a series, one explanation for each list of rules it passes; empty where series pass none.
    default List<Explanation> explainSeries(TagSet labels) {
        return List.of();
    }

    /// What becomes of a discovered target, as [#explainSeries].
    ///
    /// @param labels as discovery has them, `__address__` among them
    default List<Explanation> explainTarget(TagSet labels) {
        return List.of();
    }
}
