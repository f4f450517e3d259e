package io.heliograph.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final MetricRegistry registry = new MetricRegistry();

    @Test
    void keepsFamiliesTogether() {
        registry.counter("a_total{x=\"1\"}").inc();
        registry.counter("a_total_more{x=\"1\"}").inc(2);
        registry.counter("a_total");
        assertThat(Exposition.of(registry)).isEqualTo("""
                # TYPE a_total counter
                a_total 0
                a_total{x="1"} 1
                # TYPE a_total_more gauge
                a_total_more{x="1"} 2
                """);
    }

    @Test
    void showsWhatPluginsMeasureAsSummaries() {
        registry.timer("my.plugin request-time").update(2, TimeUnit.SECONDS);
        assertThat(Exposition.of(registry))
                .startsWith("# TYPE my_plugin_request_time summary\nmy_plugin_request_time{quantile=\"0.5\"} 2\n")
                .endsWith("my_plugin_request_time_count 1\n");
    }

    @Test
    void leavesOutGaugesThatFail() {
        registry.register("bad", (Gauge<Integer>) () -> {
            throw new IllegalStateException("gone");
        });
        registry.register("ratio", (Gauge<Double>) () -> 0.25);
        registry.register("unknown", (Gauge<Double>) () -> Double.NaN);
        assertThat(Exposition.of(registry))
                .contains("ratio 0.25\n", "unknown NaN\n")
                .doesNotContain("bad");
    }
}
