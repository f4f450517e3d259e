package io.heliograph.core.schedule;

import java.time.Duration;

/// What happens to a gathering input.
public interface GatherEvents {
    /// It could not be started.
    ///
    /// @return whether to try again later
    boolean startFailed(Throwable problem);

    /// A gather ended by itself.
    void gathered(long nanos);

    /// A gather threw.
    void gatherFailed(Throwable problem, long nanos);

    /// A gather is still going on when the next is due.
    void late(Duration sofar);

    /// A gather has ignored its interrupt: the input is left alone from now on.
    void stuck(Duration sofar);

    /// The input threw when it was closed.
    void closeFailed(Throwable problem);
}
