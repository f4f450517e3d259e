package io.heliograph.core.buffer.log;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.helpers.NOPLogger;

/// A process that appends rows, and says how far they are acknowledged, until it is killed.
final class KilledWriter {
    static final LogLimits LIMITS = new LogLimits(1 << 20, 1L << 30, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);

    private KilledWriter() {}

    static LogBuffer open(LogThread thread, Path folder, Rows.Counts counts) throws Exception {
        return LogBuffer.open(thread, new ChannelFolder(folder), LIMITS, 1_000, 1 << 20, counts, NOPLogger.NOP_LOGGER);
    }

    /// @param arguments the folder, and the first number to append
    public static void main(String[] arguments) throws Exception {
        LogBuffer buffer = open(new LogThread(), Path.of(arguments[0]), new Rows.Counts());
        System.out.println("recovered " + buffer.recovered());
        for (long next = Long.parseLong(arguments[1]); ; next += 20) {
            buffer.append(Rows.from(next, 20));
            buffer.flush().get(30, TimeUnit.SECONDS);
            System.out.println("acked " + (next + 20));
        }
    }
}
