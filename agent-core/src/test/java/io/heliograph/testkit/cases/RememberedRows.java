package io.heliograph.testkit.cases;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.Unbuffered;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.core.pipeline.MetricFilter;
import io.heliograph.core.pipeline.Naming;
import io.heliograph.core.pipeline.OutputStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// An output's place in the pipeline that keeps all rows.
final class RememberedRows implements Unbuffered {
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();

    OutputStage stage() {
        return new OutputStage("case", MetricFilter.NONE, Naming.NONE, this, (ignored, other) -> {}, () -> {});
    }

    List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    /// The rows in line protocol, in the order of the text.
    String lines(boolean timed) {
        InfluxSerializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, true, true, !timed));
        List<String> lines = new ArrayList<>();
        for (Metric metric : metrics) {
            MetricBatch.Builder one = new MetricBatch.Builder();
            one.add(metric);
            ByteSink line = new ByteSink();
            serializer.serialize(one.seal(), line);
            lines.add(line.toString());
        }
        lines.sort(null);
        return String.join("", lines);
    }

    @Override
    public void append(MetricBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            metrics.add(batch.metric(row));
        }
    }
}
