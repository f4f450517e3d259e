package io.heliograph.bench;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Series;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.plugins.common.gzip.FastGzip;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Packing a body of 1,000 lines: with our encoder, and with zlib, which needs the checksum besides. Setup prints
/// sizes.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class GzipBenchmark {
    private final FastGzip gzip = new FastGzip();
    private final Deflater fastest = new Deflater(1, true);
    private final Deflater usual = new Deflater(6, true);
    private final CRC32 crc = new CRC32();
    private final ByteSink packed = new ByteSink(256 * 1024);
    private final ByteSink[] bodies = new ByteSink[Samples.ROUNDS];
    private int round;

    /// Makes the bodies.
    @Setup
    public void bodies() {
        InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, false, false, false));
        Series[] series = new Series[Samples.COUNT];
        for (int i = 0; i < series.length; i++) {
            series[i] = Samples.series(i);
        }
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = new ByteSink();
            serializer.serialize(Samples.batch(series, i), bodies[i]);
        }
        System.out.println("bytes: " + bodies[0].size() + " plain, " + own() + " own, " + zlib1() + " zlib 1, "
                + zlib6() + " zlib 6");
    }

    /// Ours.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int own() {
        ByteSink body = bodies[round++ % bodies.length];
        packed.clear();
        gzip.pack(body.array(), 0, body.size(), packed);
        return packed.size();
    }

    /// zlib at its fastest level.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int zlib1() {
        return deflate(fastest);
    }

    /// zlib at its usual level.
    @Benchmark
    @OperationsPerInvocation(Samples.COUNT)
    public int zlib6() {
        return deflate(usual);
    }

    private int deflate(Deflater deflater) {
        ByteSink body = bodies[round++ % bodies.length];
        deflater.reset();
        deflater.setInput(body.array(), 0, body.size());
        deflater.finish();
        int size = deflater.deflate(packed.array());
        crc.reset();
        crc.update(body.array(), 0, body.size());
        return size + (int) (crc.getValue() & 1);
    }

    /// Gives native memory back.
    @TearDown
    public void end() {
        fastest.end();
        usual.end();
    }
}
