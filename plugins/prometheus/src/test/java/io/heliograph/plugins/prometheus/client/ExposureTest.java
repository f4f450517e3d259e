package io.heliograph.plugins.prometheus.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Partial;
import io.heliograph.plugins.prometheus.naming.NameSanitization;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExposureTest {
    private static final Naming LEGACY = new Naming(new Names(NameSanitization.LEGACY));

    private RecordingAccumulator rows = new RecordingAccumulator();
    private long nowNanos = 1;

    private static Exposure families(long mostBytes) {
        return new Exposure(new FamilyTranslation(LEGACY, MetricTypes.NONE, true), Duration.ofSeconds(60), mostBytes);
    }

    private static Exposure samples() {
        return new Exposure(new SampleTranslation(LEGACY, MetricTypes.NONE, true), Duration.ofSeconds(60), 1 << 20);
    }

    private Row row(ValueType type, String name, String... tags) {
        return rows.row(Series.of(name, tags)).type(type);
    }

    /// Adds what was emitted; the reasons of rejected rows, each with its index.
    private List<String> add(Exposure exposure) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        rows.metrics().forEach(batch::add);
        rows = new RecordingAccumulator();
        WriteResult result = exposure.add(batch.seal(), nowNanos);
        List<String> reasons = new ArrayList<>();
        if (result instanceof Partial partial) {
            partial.rejected().forEach(one -> reasons.add(one.row() + ": " + one.reason()));
        }
        return reasons;
    }

    private String page(Exposure exposure) {
        ByteSink out = new ByteSink();
        ExpositionWriter writer = new ExpositionWriter(out, false, false);
        String last = exposure.writeNext(null, writer, nowNanos);
        while (last != null) {
            last = exposure.writeNext(last, writer, nowNanos);
        }
        return out.toString().replaceAll("#.*\n", "");
    }

    @Test
    void rejects_rows_of_which_nothing_can_be_shown() {
        Exposure exposure = families(1 << 20);
        row(ValueType.UNTYPED, "text").put("state", "up").emit();
        row(ValueType.UNTYPED, "some")
                .put("state", "up")
                .put("ok", true)
                .put("n", 1L)
                .emit();
        row(ValueType.UNTYPED, "truth").put("ok", true).emit();
        row(ValueType.UNTYPED, "1st").put("value", 1L).emit();
        row(ValueType.HISTOGRAM, "prometheus", "le", "1").put("h_bucket", 1L).emit();
        assertThat(add(exposure))
                .containsExactly(
                        "0: no field with a number (with metric_version = 2 truth values are shown too)",
                        "2: no field with a number (with metric_version = 2 truth values are shown too)",
                        "3: no name for Prometheus: '1st' with the field 'value'",
                        "4: a histogram or summary in the form of metric_version = 2, and this page is made with 1");
        assertThat(page(exposure)).isEqualTo("some_n{state=\"up\"} 1\n");
    }

    @Test
    void keeps_the_page_free_of_clashing_names() {
        Exposure exposure = samples();
        row(ValueType.SUMMARY, "prometheus", "quantile", "0.5").put("s", 1.0).emit();
        row(ValueType.COUNTER, "prometheus").put("s_count", 1.0).emit();
        row(ValueType.HISTOGRAM, "prometheus", "le", "1").put("s_bucket", 1.0).emit();
        row(ValueType.HISTOGRAM, "prometheus", "le", "x").put("h_bucket", 1.0).emit();
        row(ValueType.GAUGE, "prometheus").put("t_sum", 1.0).emit();
        row(ValueType.SUMMARY, "prometheus")
                .put("t_sum", 1.0)
                .put("t_count", 1.0)
                .emit();
        assertThat(add(exposure))
                .containsExactly(
                        "1: 's_count' (counter) has lines named as those of another metric on the page",
                        "2: 's' has the type summary on the page, and cannot have histogram too",
                        "3: 'h_bucket' is no part of a histogram, which are x_bucket with a number in the tag le, x_sum and x_count",
                        "5: 't' (summary) has lines named as those of another metric on the page");
        assertThat(page(exposure)).isEqualTo("s{quantile=\"0.5\"} 1\ns_sum 0\ns_count 0\nt_sum 1\n");
    }

    @Test
    void takes_no_more_series_than_there_is_room_for() {
        Exposure exposure = families(2000);
        for (int i = 0; i < 10; i++) {
            row(ValueType.UNTYPED, "a", "i", Integer.toString(i))
                    .put("value", 1L)
                    .emit();
        }
        List<String> rejected = add(exposure);
        assertThat(rejected)
                .hasSize(6)
                .last()
                .asString()
                .startsWith("9: no room for another series: 4 take all of 2000 bytes");
        row(ValueType.UNTYPED, "a", "i", "0").put("value", 2L).emit();
        assertThat(add(exposure)).isEmpty();
        nowNanos = Duration.ofSeconds(61).toNanos() + 1;
        assertThat(page(exposure)).isEmpty();
        row(ValueType.UNTYPED, "a", "i", "9").put("value", 3L).emit();
        assertThat(add(exposure)).isEmpty();
        assertThat(page(exposure)).isEqualTo("a{i=\"9\"} 3\n");
    }

    @Test
    void relabels_a_series_whose_text_changes() {
        Exposure exposure = families(1 << 20);
        row(ValueType.UNTYPED, "system", "h", "x")
                .put("uptime", 1L)
                .put("words", "one")
                .emit();
        add(exposure);
        row(ValueType.UNTYPED, "system", "h", "x")
                .put("uptime", 2L)
                .put("words", "two")
                .emit();
        row(ValueType.UNTYPED, "system", "h", "x", "words", "two")
                .put("uptime", 3L)
                .emit();
        add(exposure);
        assertThat(page(exposure)).isEqualTo("system_uptime{h=\"x\",words=\"two\"} 2\n");
    }

    @Test
    void forgets_a_series_that_has_ended() {
        Exposure exposure = samples();
        row(ValueType.GAUGE, "prometheus", "a", "1").put("g", 1.0).emit();
        row(ValueType.GAUGE, "prometheus", "a", "2").put("g", Double.NaN).emit();
        row(ValueType.GAUGE, "prometheus", "a", "1")
                .put("g", Double.longBitsToDouble(Metric.STALE_BITS))
                .emit();
        assertThat(add(exposure)).isEmpty();
        assertThat(page(exposure)).isEqualTo("g{a=\"2\"} NaN\n");
    }

    @Test
    void drops_buckets_that_a_row_no_longer_has() {
        Exposure exposure = families(1 << 20);
        row(ValueType.HISTOGRAM, "h")
                .put("0.5", 1.0)
                .put("1", 2.0)
                .put("sum", 1.5)
                .emit();
        assertThat(add(exposure)).isEmpty();
        assertThat(page(exposure)).isEqualTo("""
                h_bucket{le="0.5"} 1
                h_bucket{le="1"} 2
                h_bucket{le="+Inf"} 2
                h_sum 1.5
                h_count 2
                """);
        row(ValueType.HISTOGRAM, "h")
                .put("1", 3.0)
                .put("count", 4.0)
                .put("sum", 2.0)
                .emit();
        add(exposure);
        assertThat(page(exposure)).isEqualTo("h_bucket{le=\"1\"} 3\nh_bucket{le=\"+Inf\"} 4\nh_sum 2\nh_count 4\n");
    }

    @Test
    void leaves_names_of_prometheus_alone_and_cleans_others() {
        Exposure exposure = samples();
        row(ValueType.UNTYPED, "prometheus", "__name__", "x", "0-a", "y", "b c", "z\n")
                .put("_a:b", 1L)
                .put("9é-c.", true)
                .emit();
        assertThat(add(exposure)).isEmpty();
        assertThat(page(exposure)).isEqualTo("_a:b{a=\"y\",b_c=\"z\\n\"} 1\nc{a=\"y\",b_c=\"z\\n\"} 1\n");
    }
}
