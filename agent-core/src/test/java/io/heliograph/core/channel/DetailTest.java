package io.heliograph.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.RecordingAccumulator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A row's detail goes wherever the row goes.
class DetailTest {
    private static final Detail DETAIL = new Detail(
            new Metadata("f", "Help.", "seconds"), 5, List.of(new Exemplar("v", TagSet.of("trace_id", "a"), 0.5, 7)));
    private static final Series SERIES = Series.of("m", "k", "v");

    private static MetricBatch batch(Detail... details) {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        for (Detail detail : details) {
            rows.open();
            rows.put("v", FieldKind.LONG, 1);
            rows.detail(detail);
            rows.close(SERIES, rows.fieldSet(), 1, ValueType.INFO);
        }
        return rows.seal();
    }

    private static Detail[] sparse(int rows, int at) {
        Detail[] details = new Detail[rows];
        details[at] = DETAIL;
        return details;
    }

    @Test
    void batchesWithoutDetailsHaveNoColumn() {
        assertThat(batch(new Detail[3]).hasDetails()).isFalse();
        assertThat(batch(new Detail[3]).detail(2)).isNull();
    }

    @Test
    void oneRowOfManyMayHaveOne() {
        for (int at : new int[] {0, 16, 39}) {
            MetricBatch batch = batch(sparse(40, at));
            assertThat(batch.hasDetails()).isTrue();
            for (int row = 0; row < 40; row++) {
                assertThat(batch.detail(row)).isSameAs(row == at ? DETAIL : null);
            }
            assertThat(batch.metric(at).type()).isEqualTo(ValueType.INFO);
        }
    }

    @Test
    void slicesCopiesAndMetricsKeepIt() {
        MetricBatch slice = batch(sparse(40, 20)).slice(20, 22);
        assertThat(slice.detail(0)).isSameAs(DETAIL);
        assertThat(slice.detail(1)).isNull();
        Metric metric = slice.metric(0);
        assertThat(metric.detail()).isSameAs(DETAIL);
        assertThat(metric.as(Series.of("other")).detail()).isSameAs(DETAIL);

        MetricBatch.Builder rows = new MetricBatch.Builder();
        rows.copy(slice, 0, SERIES);
        rows.copy(slice, 1, SERIES);
        rows.openCopy(slice, 0);
        rows.close(SERIES, rows.fieldSet(), 1, ValueType.GAUGE);
        rows.add(metric);
        rows.openCopy(slice, 0);
        Metric taken = rows.take(SERIES, rows.fieldSet(), 1, ValueType.GAUGE);
        MetricBatch copied = rows.seal();
        assertThat(copied.detail(0)).isSameAs(DETAIL);
        assertThat(copied.detail(1)).isNull();
        assertThat(copied.detail(2)).isSameAs(DETAIL);
        assertThat(copied.detail(3)).isSameAs(DETAIL);
        assertThat(taken.detail()).isSameAs(DETAIL);
    }

    @Test
    void sealedAndDiscardedRowsLeaveNothingBehind() {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        rows.open();
        rows.put("v", FieldKind.LONG, 1);
        rows.detail(DETAIL);
        rows.close(SERIES, rows.fieldSet(), 1, ValueType.GAUGE);
        rows.seal();
        rows.open();
        rows.detail(DETAIL);
        rows.discard();
        rows.open();
        rows.put("v", FieldKind.LONG, 1);
        rows.close(SERIES, rows.fieldSet(), 1, ValueType.GAUGE);
        assertThat(rows.seal().hasDetails()).isFalse();
    }

    @Test
    void accumulatorsKeepIt() {
        RecordingAccumulator out = new RecordingAccumulator();
        out.row(SERIES).detail(DETAIL).put("v", 1L).emit();
        out.row(SERIES).put("v", 1L).emit();
        out.pass(out.metrics().get(0));
        assertThat(out.metrics()).extracting(Metric::detail).containsExactly(DETAIL, null, DETAIL);
    }

    @Test
    void unknownTypesFallBackToThoseThatEveryoneKnows() {
        assertThat(ValueType.GAUGE_HISTOGRAM.basic()).isEqualTo(ValueType.HISTOGRAM);
        assertThat(ValueType.STATE_SET.basic()).isEqualTo(ValueType.GAUGE);
        assertThat(ValueType.SUMMARY.basic()).isEqualTo(ValueType.SUMMARY);
    }
}
