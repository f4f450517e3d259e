package io.heliograph.api;

/// Takes what a discoverer finds. Good for any thread.
public interface TargetSink {
    /// Adds a group, or replaces the one of the same source.
    void update(TargetGroup group);

    /// Takes the group of a source away.
    void remove(String source);

    /// Tells that a look round is complete, even where it found nothing: `--once` and `--test` wait for the first.
    void looked();

    /// Tells that a look round failed, wholly or in part. What was found before stays.
    void failed(Throwable problem);
}
