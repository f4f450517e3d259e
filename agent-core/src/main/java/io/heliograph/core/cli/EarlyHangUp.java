package io.heliograph.core.cli;

/// A SIGHUP while the agent starts: nobody could reload yet, and what the system does with it would end the process.
/// It is remembered, and the reload follows the start.
final class EarlyHangUp {
    private static volatile boolean heard;

    private EarlyHangUp() {}

    /// Hears it from now on, until somebody else does.
    static void listen() {
        Signals.handle("HUP", () -> heard = true);
    }

    /// Whether one came.
    static boolean came() {
        return heard;
    }
}
