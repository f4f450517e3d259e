package io.heliograph.core.channel;

import io.heliograph.api.Series;

/// What the settings of an input do with its rows before they enter the channel: filters, names, tags, precision.
///
/// It runs on the thread that emits, so that a hundred inputs filter side by side and the pipeline's one thread is
/// left with what needs an order.
public interface Entrance {
    /// What becomes of the rows of a series. Asked once per series; the answer is kept with it.
    Admission admit(Series series);

    /// A time rounded to the input's precision.
    long round(long epochNanos);

    /// Where the time of rows comes from.
    TimeSource timeSource();

    /// Where the time of rows comes from: `time_source`.
    enum TimeSource {
        /// The row, or the moment it was emitted.
        METRIC,
        /// The moment the gather began.
        COLLECTION_START,
        /// The moment the gather ended.
        COLLECTION_END
    }
}
