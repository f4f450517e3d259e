package io.heliograph.api;

/// What a processor does with the rows of a series.
///
/// The host may use one plan for several targets: state belongs to the plugin, kept by [Metric#series].
public sealed interface Plan {
    /// Rows go on as they are.
    Plan KEEP = new Keep();

    /// Rows are dropped, and counted as filtered.
    Plan DROP = new Drop();

    /// Rows go on under another identity.
    static Plan become(Series series) {
        return new Become(series);
    }

    /// A step looks at every row.
    static Plan each(Step step) {
        return new Each(step);
    }

    /// See [#KEEP].
    record Keep() implements Plan {}

    /// See [#DROP].
    record Drop() implements Plan {}

    /// See [#become].
    ///
    /// @param series the new identity
    record Become(Series series) implements Plan {}

    /// See [#each].
    ///
    /// @param step called for every row
    record Each(Step step) implements Plan {}

    /// Looks at one row.
    @FunctionalInterface
    interface Step {
        /// Emits what becomes of a row: nothing, one or many rows; [Accumulator#pass] for the row as it is.
        ///
        /// A step that throws leaves the row unchanged, or drops it, as `on_error` says.
        void apply(Metric metric, Accumulator out) throws Exception;
    }
}
