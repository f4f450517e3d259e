package io.heliograph.api;

/// Takes what is pushed: listens, subscribes or follows.
public non-sealed interface ServiceInput extends Plugin {
    /// Serves until interrupted.
    ///
    /// @param out for rows of this thread; one that serves many requests at a time asks [PluginContext#accumulator]
    ///     for each
    /// @throws Exception ends this run; the host starts again after a while
    void run(Accumulator out) throws Exception;
}
