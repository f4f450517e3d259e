package io.heliograph.core.output;

import io.heliograph.core.buffer.Loss;
import io.heliograph.core.schedule.PluginCall;

/// Takes the counts and problems of an output's loop.
public interface OutputCounts extends PluginCall.Events {
    /// A write took so long, whatever came of it.
    void wrote(long nanos);

    /// A write failed; the rows are kept.
    void failed(Throwable problem);

    /// Rows of a batch were rejected for good; the buffer has counted them.
    ///
    /// @param loss what is lost with each
    /// @param reason of the first
    void refused(Loss loss, long rows, String reason);

    /// It works again.
    void recovered();
}
