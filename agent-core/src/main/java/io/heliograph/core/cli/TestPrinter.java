package io.heliograph.core.cli;

import io.heliograph.api.ByteSink;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Serializer;
import io.heliograph.core.buffer.Unbuffered;
import io.heliograph.core.pipeline.MetricFilter;
import io.heliograph.core.pipeline.Naming;
import io.heliograph.core.pipeline.OutputStage;
import java.io.PrintStream;

/// Stands in for outputs with `--test`: prints each row as line protocol behind `> `.
final class TestPrinter implements Unbuffered {
    private final Serializer serializer;
    private final PrintStream out;
    private final ByteSink line = new ByteSink();

    private TestPrinter(Serializer serializer, PrintStream out) {
        this.serializer = serializer;
        this.out = out;
    }

    /// An output's place in the pipeline that prints.
    static OutputStage stage(Serializer serializer, PrintStream out) {
        TestPrinter printer = new TestPrinter(serializer, out);
        return new OutputStage("test", MetricFilter.NONE, Naming.NONE, printer, (routed, filtered) -> {}, () -> {});
    }

    @Override
    public void append(MetricBatch batch) {
        for (int row = 0; row < batch.size(); row++) {
            line.clear();
            serializer.serialize(batch.slice(row, row + 1), line);
            if (line.size() > 0) {
                out.print("> " + line);
            }
        }
    }
}
