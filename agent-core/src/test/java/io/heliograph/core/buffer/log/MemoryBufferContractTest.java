package io.heliograph.core.buffer.log;

import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;

class MemoryBufferContractTest extends BufferContract {
    @Override
    MetricBuffer open() {
        return new MemoryBuffer(Long.MAX_VALUE, Long.MAX_VALUE, counts);
    }
}
