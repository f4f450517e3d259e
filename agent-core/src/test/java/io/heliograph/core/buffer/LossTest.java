package io.heliograph.core.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.testkit.RecordingAccumulator;
import org.junit.jupiter.api.Test;

class LossTest {
    private final RecordingAccumulator out = new RecordingAccumulator();

    private MetricBatch rows() {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        return batch.seal();
    }

    @Test
    void tellsMarkersAndWhatIsNoNumberFromWhatWasMeasured() {
        out.row(out.series("m"))
                .put("v", Double.longBitsToDouble(Metric.STALE_BITS))
                .emit();
        out.row(out.series("m"))
                .put("v", Double.NaN)
                .put("w", Double.POSITIVE_INFINITY)
                .emit();
        out.row(out.series("m")).put("v", Double.NaN).put("w", 1).emit();
        MetricBatch rows = rows();
        assertThat(Loss.of(rows, 0)).isEqualTo(Loss.MARKER);
        assertThat(Loss.of(rows, 1)).isEqualTo(Loss.NO_NUMBERS);
        assertThat(Loss.of(rows, 2)).isEqualTo(Loss.ROW);
    }
}
