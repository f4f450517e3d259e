package io.heliograph.core.buffer.log;

import io.heliograph.api.FieldKind;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.lang.management.ManagementFactory;

/// What a scrape of a node exporter is like: a thousand rows, each of another series with three tags of its own under
/// the tags of its target, one number each. And the measure of the codec.
final class Scrape {
    private static final Overlay TARGET =
            new Overlay(TagSet.of("instance", "web-17.example.net:9100", "job", "node", "zone", "eu-1"));

    private Scrape() {}

    static MetricBatch batch(int scrape) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (int i = 0; i < 1000; i++) {
            rows.open();
            boolean counter = i / 100 % 2 == 0;
            rows.put(counter ? "counter" : "gauge", FieldKind.DOUBLE, Double.doubleToRawLongBits(i * 17.25 + scrape));
            Series series = Series.of(
                    "node_metric_of_a_kind_" + i / 20,
                    TagSet.of("cpu", Integer.toString(i % 20), "mode", "m" + i % 8, "device", "sd" + i % 5));
            long nanos = 1_700_000_000_000_000_000L + scrape * 10_000_000_000L;
            rows.close(series, TARGET, rows.fieldSet(), nanos, counter ? ValueType.COUNTER : ValueType.GAUGE);
        }
        return rows.seal();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /// Prints ns of CPU per sample and bytes per sample.
    public static void main(String[] arguments) throws Exception {
        RecordEncoder encoder = new RecordEncoder();
        RecordDecoder decoder = new RecordDecoder();
        ByteWriter out = new ByteWriter();
        MetricBatch[] batches = new MetricBatch[20];
        for (int i = 0; i < batches.length; i++) {
            batches[i] = batch(i);
        }
        for (int round = 0; round < 8; round++) {
            long start = cpuNanos();
            for (int i = 0; i < 2_000; i++) {
                out.clear();
                encoder.encode(batches[i % 20], 0, 1000, out);
            }
            long encoded = cpuNanos();
            int rows = 0;
            for (int i = 0; i < 2_000; i++) {
                rows += decoder.decode(out.bytes(), 0, out.size(), 1000).size();
            }
            long decoded = cpuNanos();
            System.out.println("encode " + (encoded - start) / 2e6 + " ns, decode "
                    + (decoded - encoded) / (double) rows + " ns, " + out.size() / 1000.0 + " bytes per sample");
        }
    }
}
