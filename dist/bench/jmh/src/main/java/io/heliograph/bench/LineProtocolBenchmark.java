package io.heliograph.bench;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Writing rows as line protocol.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class LineProtocolBenchmark {
    private final InfluxSerializer serializer =
            new InfluxSerializer(new InfluxSerializerConfig(0, false, false, false));
    private final ByteSink lines = new ByteSink(256 * 1024);
    private final MetricBatch[] batches = new MetricBatch[Samples.ROUNDS];
    private int round;

    /// Makes the rows, of the same series each time.
    @Setup
    public void rows() {
        Series[] series = new Series[Samples.COUNT];
        for (int i = 0; i < series.length; i++) {
            series[i] = Samples.series(i);
        }
        for (int i = 0; i < batches.length; i++) {
            batches[i] = Samples.batch(series, i);
        }
    }

    /// A batch of 1,000 rows.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int write() {
        lines.clear();
        serializer.serialize(batches[round++ % batches.length], lines);
        return lines.size();
    }
}
