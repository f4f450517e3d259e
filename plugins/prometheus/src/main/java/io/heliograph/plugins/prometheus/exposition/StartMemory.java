package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Detail;
import org.jspecify.annotations.Nullable;

/// What is remembered of the start time of a counter that stands alone.
final class StartMemory implements Companion {
    /// Of a counter's start time: the counter; of a counter: its start time.
    @Nullable
    Entry twin;
    /// What was last said of its rows.
    @Nullable
    Detail detail;
}
