package io.heliograph.plugins.transform.dedup;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Drops rows that say what the last one of their series said, for as long as that one is young.
///
/// Age is that of a row's own time, so old rows always go on. What was seen is kept by the series of the row, and not
/// in the plan, which may serve several targets.
public final class DedupProcessor implements Processor {
    private final PluginContext context;
    private final long intervalNanos;
    private final Map<Series, Seen> seen = new HashMap<>();
    private final Plan plan = Plan.each(this::apply);
    private long cleanedNanos;

    /// As configured; the host makes it.
    public DedupProcessor(DedupConfig config, PluginContext context) {
        this.context = context;
        this.intervalNanos = config.dedupInterval().toNanos();
        this.cleanedNanos = context.epochNanos();
    }

    /// Remembers what was seen before the last stop.
    @Override
    public void open() {
        String saved = context.state().load();
        if (saved == null) {
            return;
        }
        try {
            SavedRows.read(saved).forEach(this::remember);
        } catch (RuntimeException notOurs) {
            seen.clear();
            context.logger().warn("the saved state cannot be read, and nothing counts as seen: {}", notOurs.toString());
        }
    }

    private void remember(Metric row) {
        Seen last = seen.get(row.series());
        if (last == null) {
            seen.put(row.series(), new Seen(row));
        } else {
            last.isNews(row);
        }
    }

    @Override
    public void close() {
        List<Metric> rows = new ArrayList<>();
        seen.values().forEach(last -> rows.addAll(last.rows()));
        context.state().save(SavedRows.write(rows));
    }

    @Override
    public Plan plan(Series series) {
        return plan;
    }

    private void apply(Metric metric, Accumulator out) {
        long now = context.epochNanos();
        if (isNews(metric, now)) {
            out.pass(metric);
        }
        if (now - cleanedNanos >= intervalNanos) {
            cleanedNanos = now;
            seen.values().removeIf(last -> now - last.epochNanos() >= intervalNanos);
        }
    }

    private boolean isNews(Metric metric, long now) {
        Seen last = seen.get(metric.series());
        if (last == null) {
            seen.put(metric.series(), new Seen(metric));
            return true;
        }
        if (now - last.epochNanos() >= intervalNanos) {
            last.replace(metric);
            return true;
        }
        return last.isNews(metric);
    }
}
