package io.heliograph.bench;

import io.heliograph.api.ByteSource;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.exposition.ExpositionParser;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.exposition.ParsingSlots;
import io.heliograph.plugins.prometheus.exposition.Reading;
import io.heliograph.plugins.prometheus.exposition.Strictness;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Reading exposition text into rows: of a target that is known, and of one that is not.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ExpositionBenchmark {
    private final ParsingSlots slots = new ParsingSlots(1);
    private final RowCollector rows = new RowCollector();
    private final ByteSource[] texts = new ByteSource[Samples.ROUNDS];
    private ExpositionParser parser = parser();
    private int round;

    /// Makes the texts.
    @Setup
    public void texts() {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Samples.text(i);
        }
    }

    private static ExpositionParser parser() {
        return new ExpositionParser(Reading.plain(MetricVersion.V2, Strictness.PROMETHEUS, false));
    }

    /// A scrape like the one before.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public Object known() throws Exception {
        parser.parse(texts[round++ % texts.length], ExpositionFormat.TEXT, slots, rows);
        return rows.seal();
    }

    /// The first scrape of a target: every series is parsed and resolved.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public Object unknown() throws Exception {
        parser = parser();
        return known();
    }
}
