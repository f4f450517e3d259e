package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.RowBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Bytes are strict; time belongs in benchmarks.
class AllocationTest {
    private static final int SERIES = 1000;
    private static final int ROUNDS = 300;

    private static final class Nowhere extends RowBuilder implements Accumulator {
        int emitted;

        @Override
        public Series series(String name, String... tags) {
            return Series.of(name, tags);
        }

        @Override
        public Series series(String name, TagSet tags) {
            return Series.of(name, tags);
        }

        @Override
        public Row row(Series of) {
            return open(of);
        }

        @Override
        public void flush(Duration atMost) {}

        @Override
        public void error(Throwable problem) {
            throw new AssertionError(problem);
        }

        @Override
        public void emit() {
            rows.discard();
            emitted++;
        }
    }

    @Test
    void takesNoMemoryPerSampleAtSteadyState() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ExpositionParser parser = new ExpositionParser(Reading.plain(MetricVersion.V2, Strictness.PROMETHEUS, false));
        ParsingSlots slots = new ParsingSlots(1);
        Nowhere out = new Nowhere();
        ByteSource[] texts = new ByteSource[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            texts[round] = text(round);
        }
        for (int round = 0; round < ROUNDS; round++) {
            parser.parse(texts[round], ExpositionFormat.TEXT, slots, out);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes();
        int samples = 0;
        for (int round = 0; round < ROUNDS; round++) {
            samples += parser.parse(texts[round], ExpositionFormat.TEXT, slots, out);
        }
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        assertThat((double) bytes / samples).isLessThan(8);
    }

    private static ByteSource text(int round) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SERIES; i++) {
            if (i % 20 == 0) {
                text.append("# HELP metric_").append(i / 20).append("_total What there is to say about it.\n");
                text.append("# TYPE metric_")
                        .append(i / 20)
                        .append(i % 40 == 0 ? "_total counter\n" : "_total histogram\n");
            }
            text.append("metric_")
                    .append(i / 20)
                    .append(
                            i % 40 < 20
                                    ? "_total"
                                    : i % 20 == 18 ? "_total_sum" : i % 20 == 19 ? "_total_count" : "_total_bucket");
            text.append("{namespace=\"default\",pod=\"web-7d9f8b5c4-x")
                    .append(i / 20)
                    .append("\",container=\"app\"");
            text.append(i % 40 < 20 ? ",i=\"" + i : i % 20 < 18 ? ",le=\"" + i % 20 : ",x=\"y")
                    .append("\"} ");
            text.append(i % 3 == 0 ? Integer.toString(i * 17 + round) : Double.toString((i + round) / 7.0))
                    .append('\n');
        }
        return ByteSource.of(text.toString(), "test");
    }
}
