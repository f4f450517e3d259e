package io.heliograph.api;

/// Finds targets for inputs that name it with `discovery = ["id"]`.
public non-sealed interface Discoverer extends Plugin {
    /// Looks for targets until interrupted, and tells every change.
    ///
    /// @throws Exception ends this run; the host keeps what was found, and starts again after a while
    void run(TargetSink targets) throws Exception;
}
