package io.heliograph.plugins.prometheus.remotewrite;

import com.sun.management.ThreadMXBean;
import io.heliograph.api.ByteSink;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.common.snappy.SnappyEncoder;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What a sample costs on its way into a packed body, in CPU time of the thread, as the machine may be busy. Not a
/// test:
/// run `main` with the test class path.
final class EncodingBenchmark {
    private static final int BATCH = 1000;
    private static final int ROUNDS = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<MetricBatch> batches = new ArrayList<>();

    private EncodingBenchmark(int series) {
        for (int from = 0; from < series; from += BATCH) {
            batches.add(batch(from));
        }
    }

    /// Rows as a scraper makes them: targets of 500 series, nine labels.
    private static MetricBatch batch(int from) {
        Random random = new Random(from);
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (int i = from; i < from + BATCH; i++) {
            rows.open();
            rows.put(
                    "http_requests_" + i % 50 + "_total",
                    FieldKind.DOUBLE,
                    Double.doubleToRawLongBits(random.nextInt(1_000_000)));
            FieldSet fields = rows.fieldSet();
            rows.close(series(i), fields, 1_700_000_000_000_000_000L + 15_000_000_000L * i / BATCH, ValueType.COUNTER);
        }
        return rows.seal();
    }

    private static Series series(int i) {
        int target = i / 500;
        return Series.of(
                "prometheus",
                "instance",
                "10.0." + target / 250 + "." + target % 250 + ":8080",
                "job",
                "kubernetes-pods",
                "namespace",
                "default",
                "pod",
                "web-7d9f8b5c4-x" + target,
                "code",
                i % 2 == 0 ? "200" : "500",
                "method",
                i % 3 == 0 ? "GET" : "POST",
                "handler",
                "/api/v1/" + i % 500,
                "cluster",
                "eu-1");
    }

    private static Encoder encoder(Message message, long mostBytes) {
        Translator translator = new Translator(
                new Naming(new Names(NameSanitization.LEGACY)),
                MetricVersion.V2,
                TagSet.EMPTY,
                RelabelRules.NONE,
                true,
                true);
        return new Encoder(
                message == Message.V1 ? new InlineBody() : new SymbolBody(),
                translator,
                new Encoder.Extras(false, false, 60_000_000_000L, mostBytes),
                System.nanoTime());
    }

    private void run(Message message, long mostBytes, String name) {
        Encoder encoder = encoder(message, mostBytes);
        SnappyEncoder snappy = new SnappyEncoder();
        ByteSink packed = new ByteSink();
        long encodeNanos = 0;
        long packNanos = 0;
        long raw = 0;
        long sent = 0;
        long allocated = 0;
        long samples = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean counts = round >= ROUNDS / 2;
            for (MetricBatch batch : batches) {
                long bytes = threads.getCurrentThreadAllocatedBytes();
                long began = threads.getCurrentThreadCpuTime();
                ByteSink body = encoder.encode(batch, System.nanoTime());
                long encoded = threads.getCurrentThreadCpuTime();
                packed.clear();
                snappy.encode(body.array(), 0, body.size(), packed);
                if (counts) {
                    packNanos += threads.getCurrentThreadCpuTime() - encoded;
                    encodeNanos += encoded - began;
                    allocated += threads.getCurrentThreadAllocatedBytes() - bytes;
                    raw += body.size();
                    sent += packed.size();
                    samples += batch.size();
                }
                encoder.accepted(batch);
            }
        }
        System.out.printf(
                "%-12s %-10s encode %5.0f ns, snappy %5.0f ns, raw %5.1f B, packed %5.1f B, allocated %6.1f B a sample%n",
                message,
                name,
                (double) encodeNanos / samples,
                (double) packNanos / samples,
                (double) raw / samples,
                (double) sent / samples,
                (double) allocated / samples);
    }

    public static void main(String[] arguments) {
        for (int series : new int[] {1_000, 10_000, 100_000}) {
            System.out.println(series + " series, batches of " + BATCH);
            EncodingBenchmark benchmark = new EncodingBenchmark(series);
            for (Message message : Message.values()) {
                benchmark.run(message, Long.MAX_VALUE, "remembered");
                benchmark.run(message, 0, "anew");
            }
        }
    }
}
