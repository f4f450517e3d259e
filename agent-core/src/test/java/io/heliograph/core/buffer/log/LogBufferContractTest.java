package io.heliograph.core.buffer.log;

import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.testkit.disk.FaultDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.slf4j.helpers.NOPLogger;

class LogBufferContractTest {
    /// With all in memory, as it is for an output that keeps up.
    @Nested
    class FromMemory extends OnDisk {
        @Override
        long memoryBytes() {
            return Long.MAX_VALUE;
        }
    }

    /// With next to no memory, so that most is read back.
    @Nested
    class FromDisk extends OnDisk {
        @Override
        long memoryBytes() {
            return 200_000;
        }

        @Override
        long memoryRows() {
            return 30;
        }
    }

    abstract static class OnDisk extends BufferContract {
        private final LogThread thread = new LogThread();

        abstract long memoryBytes();

        long memoryRows() {
            return Long.MAX_VALUE;
        }

        @Override
        MetricBuffer open() throws IOException {
            LogLimits limits = new LogLimits(8192, Long.MAX_VALUE, Duration.ZERO, 0, WhenFull.DROP_OLDEST, true);
            return LogBuffer.open(
                    thread,
                    new FaultDisk(new Random(3)),
                    limits,
                    memoryRows(),
                    memoryBytes(),
                    counts,
                    NOPLogger.NOP_LOGGER);
        }

        @Override
        void end() {
            thread.close();
        }
    }
}
