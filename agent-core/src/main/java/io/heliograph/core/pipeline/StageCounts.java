package io.heliograph.core.pipeline;

/// Takes the counts and problems of a processor or aggregator.
public interface StageCounts {
    /// A plugin threw.
    void error(Throwable problem);

    /// A plugin did not come back for half a minute, and is passed by from now on.
    void stuck();

    /// Rows that an aggregator could not take, as they are too old or too new.
    void late(long rows);
}
