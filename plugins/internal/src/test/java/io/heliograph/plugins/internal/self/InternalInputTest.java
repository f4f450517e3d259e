package io.heliograph.plugins.internal.self;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import io.heliograph.api.Metric;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InternalInputTest {
    private final TestContext context = new TestContext("inputs.internal");

    @BeforeEach
    void counts() {
        count("heliograph_gathered_total", 30);
        count("heliograph_input_gathered_total{input=\"redis\",alias=\"a \\\"b\\\"\"}", 10);
        count("heliograph_input_gathered_total{input=\"cpu\"}", 20);
        count("heliograph_input_gathers_total{input=\"cpu\"}", 4);
        count("heliograph_input_gather_nanoseconds_total{input=\"cpu\"}", 4000);
        count("heliograph_output_routed_total{output=\"file\"}", 25);
        count("heliograph_output_filtered_total{output=\"file\"}", 5);
        count("heliograph_output_dropped_total{output=\"file\",reason=\"full\"}", 1);
        count("heliograph_output_dropped_total{output=\"file\",reason=\"old\"}", 2);
        count("heliograph_processor_errors_total{processor=\"regex\"}", 3);
        context.metrics().register("heliograph_output_buffered_rows{output=\"file\"}", (Gauge<Long>) () -> 7L);
    }

    private void count(String name, long by) {
        context.metrics().counter(name).inc(by);
    }

    private RecordingAccumulator gather(InternalInput input) {
        RecordingAccumulator out = new RecordingAccumulator();
        input.gather(out);
        return out;
    }

    private InternalInput input(boolean more, boolean perInstance) {
        return new InternalInput(new InternalConfig(more, more, perInstance), context);
    }

    @Test
    void countsHaveTelegrafsNames() {
        RecordingAccumulator out = gather(input(false, false));

        assertThat(out.fieldsOf("internal_agent"))
                .containsEntry("metrics_gathered", 30L)
                .containsEntry("metrics_dropped", 3L);
        Map<String, Object> written = out.fieldsOf("internal_write");
        assertThat(written)
                .containsEntry("metrics_added", 20L)
                .containsEntry("metrics_filtered", 5L)
                .containsEntry("metrics_dropped", 3L)
                .containsEntry("buffer_size", 7L);
        assertThat(out.fieldsOf("internal_process")).containsEntry("errors", 3L);
        assertThat(out.metrics("internal_gather"))
                .extracting(row -> row.tag("input"))
                .containsExactly("cpu", "redis");
        assertThat(out.metrics("internal_gather").getLast().tag("alias")).isEqualTo("a \"b\"");
    }

    @Test
    void timesAreAveragesSinceTheLastReading() {
        InternalInput input = input(false, false);
        assertThat(cpu(gather(input)).field("gather_time_ns")).isEqualTo(1000L);
        assertThat(cpu(gather(input)).field("gather_time_ns")).isEqualTo(0L);
        count("heliograph_input_gathers_total{input=\"cpu\"}", 2);
        count("heliograph_input_gather_nanoseconds_total{input=\"cpu\"}", 600);
        assertThat(cpu(gather(input)).field("gather_time_ns")).isEqualTo(300L);
    }

    private static Metric cpu(RecordingAccumulator out) {
        return out.metrics("internal_gather").getFirst();
    }

    @Test
    void instancesAreNamedOnRequest() {
        assertThat(gather(input(false, true)).metrics("internal_gather"))
                .extracting(row -> row.tag("_id"))
                .containsExactly("inputs.cpu", "inputs.redis::a \"b\"");
    }

    @Test
    void theRuntimeIsToldOnRequest() {
        RecordingAccumulator out = gather(input(true, false));

        assertThat((Long) out.fieldsOf("internal_memstats").get("heap_alloc_bytes"))
                .isPositive();
        assertThat((Long) out.fieldsOf("internal_jvmstats").get("threads")).isPositive();
        assertThat(gather(input(false, false)).metrics("internal_memstats")).isEmpty();
    }
}
