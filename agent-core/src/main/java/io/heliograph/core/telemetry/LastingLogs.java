package io.heliograph.core.telemetry;

import java.util.logging.LogManager;

/// Keeps the log until the process is gone. The JDK's own manager takes all handlers away when a shutdown begins, so
/// that what the agent says while it stops (which rows it could not deliver, which plugin does not end) would be
/// lost.
///
/// It reads no `logging.properties` either: [Log] is all that there is.
public final class LastingLogs extends LogManager {
    /// Made by the JDK, which finds it by a system property.
    public LastingLogs() {}

    @Override
    public void readConfiguration() {}

    @Override
    public void reset() {}
}
