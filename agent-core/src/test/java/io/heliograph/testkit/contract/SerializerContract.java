package io.heliograph.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Serializer;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Serializers: write no number that is not finite, leave out no row that they can carry, and append to what is
/// there. A row with nothing but NaN may be left out by name (line protocol) or written without fields (JSON, as
/// Telegraf does).
final class SerializerContract {
    private SerializerContract() {}

    static List<DynamicTest> of(Subject subject) {
        return List.of(
                subject.test("writes finite numbers only", () -> writesFiniteOnly(subject)),
                subject.test("appends", () -> appends(subject)));
    }

    private static void writesFiniteOnly(Subject subject) throws Exception {
        RecordingAccumulator rows = new RecordingAccumulator();
        for (double value : new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2}) {
            rows.row(rows.series("m", "host", "a")).at(1).put("value", value).emit();
        }
        ByteSink out = serialized(subject, rows.metrics(), "");
        assertThat(out.toString()).doesNotContainIgnoringCase("nan").doesNotContainIgnoringCase("inf");
        assertThat(out.leftOut()).doesNotContainKeys(0, 4);
    }

    private static void appends(Subject subject) throws Exception {
        List<Metric> rows = TwoTargets.rows("a", "b");
        String text = serialized(subject, rows, "").toString();
        assertThat(text).isNotEmpty();
        assertThat(serialized(subject, rows, "before").toString()).isEqualTo("before" + text);
    }

    private static ByteSink serialized(Subject subject, List<Metric> rows, String before) throws Exception {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.forEach(batch::add);
        ByteSink out = new ByteSink();
        out.putText(before);
        try (SilentServer silent = new SilentServer();
                Serializer serializer = (Serializer) subject.create(silent)) {
            serializer.open();
            serializer.serialize(batch.seal(), out);
        }
        return out;
    }
}
