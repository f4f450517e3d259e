package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.heliograph.api.Accumulator;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.RowBuilder;
import io.heliograph.core.series.FieldSets;
import io.heliograph.testkit.TestContext;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The budget of the hot path: at most 64 bytes per sample, and next to none in the formats themselves.
class FormatAllocationTest {
    private static final int ROWS = 1000;
    private static final int FIELDS = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TestContext context = new TestContext("test");
    private final Collecting out = new Collecting();

    /// Puts rows into columns, and nothing else.
    private static final class Collecting extends RowBuilder implements Accumulator {
        private final Map<Series, Series> known = new HashMap<>();
        private final FieldSets fieldSets = new FieldSets();
        private FieldSet last = FieldSet.EMPTY;

        @Override
        public Series series(String name, String... tags) {
            return series(name, TagSet.of(tags));
        }

        @Override
        public Series series(String name, TagSet tags) {
            return known.computeIfAbsent(Series.of(name, tags), one -> one);
        }

        @Override
        public Row row(Series of) {
            return open(of);
        }

        @Override
        public void emit() {
            last = fieldSets.of(rows);
            rows.close(series, last, epochNanos, type);
        }

        @Override
        public void flush(Duration atMost) {}

        @Override
        public void error(Throwable problem) {
            throw new AssertionError(problem);
        }

        MetricBatch seal() {
            return rows.seal();
        }
    }

    private static ByteSource text() {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            lines.append("cpu,cpu=cpu").append(row).append(",host=a.example.org");
            for (int field = 0; field < FIELDS; field++) {
                lines.append(field == 0 ? ' ' : ',')
                        .append("usage_")
                        .append(field)
                        .append('=')
                        .append(value(row, field));
            }
            lines.append(" 1700000000000000000\n");
        }
        return ByteSource.of(lines.toString(), "test");
    }

    private static String value(int row, int field) {
        return switch (field) {
            case 0 -> row + "i";
            case 1 -> Double.toString(row / 8.0);
            case 2 -> "true";
            default -> Double.toString(100.0 * (row + 1) / (7 * field + 1000));
        };
    }

    private static long allocatedBy(Runnable work, int times) {
        for (int i = 0; i < 20; i++) {
            work.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void parserAllocatesTheColumnsOnly() {
        InfluxParser parser =
                new InfluxParser(new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL), context);
        ByteSource text = text();

        long bytes = allocatedBy(
                () -> {
                    try {
                        parser.parse(text, out);
                    } catch (io.heliograph.api.ParseException faults) {
                        throw new AssertionError(faults);
                    }
                    out.seal();
                },
                10);

        assertThat(bytes / (10.0 * ROWS * FIELDS)).isLessThan(16);
    }

    @Test
    void serializerAllocatesNothing() throws Exception {
        InfluxParser parser =
                new InfluxParser(new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL), context);
        parser.parse(text(), out);
        MetricBatch batch = out.seal();
        InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, false, false, false), context);
        ByteSink sink = new ByteSink();

        long bytes = allocatedBy(
                () -> {
                    sink.clear();
                    serializer.serialize(batch, sink);
                },
                10);

        assertThat(sink).hasToString(text().text().replace(".0,", ",").replace(".0 ", " "));
        assertThat(bytes / (10.0 * ROWS * FIELDS)).isLessThan(1);
    }
}
