package io.heliograph.core.agent;

import java.time.Duration;
import java.util.List;

/// An input at work.
interface InputUnit extends Unit {
    /// The parts that it was made with.
    InputParts parts();

    /// Gathers everything once, now: for `--once` and `--test`.
    ///
    /// @param atMost to wait for a discovery's first answer, and to serve where it listens
    void once(Duration atMost) throws InterruptedException;

    /// How its targets are doing; empty where it has none.
    List<TargetStatus> targets();
}
