package io.heliograph.core.schedule;

/// What happens to a gathering input.
public interface GatherEvents extends PluginCall.Events {
    /// It could not be started.
    ///
    /// @return whether to try again later
    boolean startFailed(Throwable problem);

    /// A gather ended by itself.
    void gathered(long nanos);

    /// A gather threw.
    void gatherFailed(Throwable problem, long nanos);

    /// The input threw when it was closed.
    void closeFailed(Throwable problem);

    /// The loop is over, and nothing of it is in the plugin any more.
    void ended();
}
