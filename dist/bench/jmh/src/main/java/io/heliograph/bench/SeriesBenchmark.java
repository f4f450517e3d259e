package io.heliograph.bench;

import io.heliograph.api.Series;
import io.heliograph.core.series.SeriesCache;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// From name and tags to the one object that a series is. Plugins that keep their handles do without.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SeriesBenchmark {
    private final SeriesCache cache = new SeriesCache();
    private final Series[] kept = new Series[Samples.COUNT];

    /// Makes the series known.
    @Setup
    public void know() {
        for (int i = 0; i < kept.length; i++) {
            kept[i] = cache.canonical(Samples.series(i));
        }
    }

    /// A plugin that makes its series anew each time.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int lookedUp() {
        int sum = 0;
        for (int i = 0; i < kept.length; i++) {
            sum += cache.canonical(Samples.series(i)).hashCode();
        }
        return sum;
    }
}
