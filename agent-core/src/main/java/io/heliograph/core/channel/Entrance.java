package io.heliograph.core.channel;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// What the settings of an input do with its rows before they enter the channel: filters, names, tags, precision.
///
/// It runs on the thread that emits, so that a hundred inputs filter side by side and the pipeline's one thread is
/// left with what needs an order.
public interface Entrance {
    /// What becomes of the rows of a series. Asked for every row: the answer is kept with the series.
    Admission admit(Series series);

    /// Whether all rows go on, as they are but for the tags of [#overlay]: then nobody needs to ask.
    default boolean isOpen() {
        return false;
    }

    /// The tags that rows go on under where their admission's series is under any; null where there are none.
    default @Nullable Overlay overlay() {
        return null;
    }

    /// Ends an age of what it keeps for its target.
    default void age() {}

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
