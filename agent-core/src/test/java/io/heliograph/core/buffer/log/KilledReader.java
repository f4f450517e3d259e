package io.heliograph.core.buffer.log;

import io.heliograph.core.buffer.MetricBuffer.Window;
import java.nio.file.Path;
import java.util.List;

/// Reads what a [KilledWriter] left, settles it, and says from which number to which it goes without a gap.
final class KilledReader {
    private KilledReader() {}

    /// @param arguments the folder, and the number that is expected first
    public static void main(String[] arguments) throws Exception {
        Rows.Counts counts = new Rows.Counts();
        long next = Long.parseLong(arguments[1]);
        try (LogThread thread = new LogThread();
                LogBuffer buffer = KilledWriter.open(thread, Path.of(arguments[0]), counts)) {
            for (Window window = buffer.read(1000); window != null; window = buffer.read(1000)) {
                for (long value : Rows.values(window.batch())) {
                    if (value > next) {
                        System.out.println("missing from " + next + " to " + value);
                        System.exit(1);
                    }
                    next = Math.max(next, value + 1); // a settled row may come back, as the cursor was not synced
                }
                buffer.settle(window, Rows.first(window.batch().size()), List.of());
            }
        }
        System.out.println("found " + next + " dropped " + counts.dropped);
    }
}
