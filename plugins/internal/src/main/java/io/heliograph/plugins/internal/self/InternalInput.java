package io.heliograph.plugins.internal.self;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells what the agent counts of itself, under the names that Telegraf has for it, so that its dashboards go on
/// working.
///
/// Times are averages since the last reading, as in Telegraf.
public final class InternalInput implements Input {
    private static final String JAVA_VERSION = System.getProperty("java.version", "");

    private final InternalConfig config;
    private final PluginContext context;
    private final String version;
    private final Map<Counts.Who, Total> totals = new HashMap<>();
    private final RuntimeStats runtime = new RuntimeStats();

    /// What a plugin had done at the last reading.
    ///
    /// @param times how often
    /// @param nanos how long altogether
    private record Total(long times, long nanos) {}

    /// @param context has the registry
    public InternalInput(InternalConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        @Nullable String known = PluginContext.class.getPackage().getImplementationVersion();
        this.version = known == null ? "" : known;
    }

    @Override
    public void gather(Accumulator out) {
        Counts counts = Counts.of(context.metrics());
        tellAgent(counts, out);
        for (Counts.Who input : counts.plugins("input")) {
            tellInput(counts, input, out);
        }
        for (Counts.Who output : counts.plugins("output")) {
            tellOutput(counts, output, out);
        }
        tellErrors(counts, "processor", "internal_process", out);
        tellErrors(counts, "aggregator", "internal_aggregate", out);
        if (config.collectMemstats()) {
            runtime.tellMemory(out.row(out.series("internal_memstats", tags())));
        }
        if (config.collectGostats()) {
            runtime.tellMore(out.row(out.series("internal_jvmstats", tags().with("java_version", JAVA_VERSION))));
        }
    }

    private TagSet tags() {
        return TagSet.of("version", version);
    }

    private void tellAgent(Counts counts, Accumulator out) {
        out.row(out.series("internal_agent", tags().with("java_version", JAVA_VERSION)))
                .put("metrics_gathered", counts.sum("heliograph_gathered_total"))
                .put("metrics_written", counts.sum("heliograph_output_written_total"))
                .put("metrics_rejected", counts.sum("heliograph_output_rejected_total"))
                .put("metrics_dropped", counts.sum("heliograph_output_dropped_total"))
                .put("gather_errors", counts.sum("heliograph_input_gather_errors_total"))
                .put("gather_timeouts", counts.sum("heliograph_input_gather_timeouts_total"))
                .put("write_errors", counts.sum("heliograph_output_write_errors_total"))
                .emit();
    }

    private Series series(String measurement, Counts.Who plugin, Accumulator out) {
        TagSet tags = tags().with(plugin.kind(), plugin.name()).with("alias", plugin.alias());
        return out.series(measurement, config.perInstance() ? tags.with("_id", plugin.id()) : tags);
    }

    private void tellInput(Counts counts, Counts.Who input, Accumulator out) {
        long times = counts.of(input, "heliograph_input_gathers_total")
                + counts.of(input, "heliograph_input_gather_errors_total");
        out.row(series("internal_gather", input, out))
                .put("errors", counts.of(input, "heliograph_input_errors_total"))
                .put("gather_errors", counts.of(input, "heliograph_input_gather_errors_total"))
                .put(
                        "gather_time_ns",
                        average(input, times, counts.of(input, "heliograph_input_gather_nanoseconds_total")))
                .put("gather_timeouts", counts.of(input, "heliograph_input_gather_timeouts_total"))
                .put("metrics_gathered", counts.of(input, "heliograph_input_gathered_total"))
                .put("startup_errors", counts.of(input, "heliograph_input_startup_errors_total"))
                .emit();
    }

    private void tellOutput(Counts counts, Counts.Who output, Accumulator out) {
        long filtered = counts.of(output, "heliograph_output_filtered_total");
        long errors = counts.of(output, "heliograph_output_write_errors_total");
        long times = counts.of(output, "heliograph_output_writes_total");
        Row row = out.row(series("internal_write", output, out));
        row.put("buffer_limit", counts.of(output, "heliograph_output_buffer_limit_rows"))
                .put("buffer_size", counts.of(output, "heliograph_output_buffered_rows"))
                .put("errors", errors)
                .put("metrics_added", counts.of(output, "heliograph_output_routed_total") - filtered)
                .put("metrics_dropped", counts.of(output, "heliograph_output_dropped_total"))
                .put("metrics_filtered", filtered)
                .put("metrics_rejected", counts.of(output, "heliograph_output_rejected_total"))
                .put("metrics_written", counts.of(output, "heliograph_output_written_total"))
                .put("startup_errors", counts.of(output, "heliograph_output_startup_errors_total"))
                .put("write_errors", errors)
                .put(
                        "write_time_ns",
                        average(output, times, counts.of(output, "heliograph_output_write_nanoseconds_total")))
                .emit();
    }

    private void tellErrors(Counts counts, String kind, String measurement, Accumulator out) {
        for (Counts.Who stage : counts.plugins(kind)) {
            out.row(series(measurement, stage, out))
                    .put("errors", counts.of(stage, "heliograph_" + kind + "_errors_total"))
                    .emit();
        }
    }

    /// The time of each call since the last reading; 0 where there was none.
    private long average(Counts.Who plugin, long times, long nanos) {
        Total now = new Total(times, nanos);
        Total before = totals.getOrDefault(plugin, new Total(0, 0));
        totals.put(plugin, now);
        long calls = now.times - before.times;
        return calls <= 0 ? 0 : (now.nanos - before.nanos) / calls;
    }
}
