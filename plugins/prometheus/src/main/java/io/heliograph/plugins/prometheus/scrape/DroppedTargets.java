package io.heliograph.plugins.prometheus.scrape;

import com.codahale.metrics.Gauge;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import java.util.ArrayList;
import java.util.List;

/// The targets that rules dropped, for the operator: how many, and as many of them as are to be kept. Good for any
/// thread.
final class DroppedTargets implements AutoCloseable {
    private final PluginContext context;
    private final int most;
    private final String gauge;
    private List<TagSet> adding = new ArrayList<>();
    private int counting;
    private volatile List<TagSet> present = List.of();
    private volatile int count;

    /// @param most how many are kept; 0 for all
    DroppedTargets(PluginContext context, int most) {
        this.context = context;
        this.most = most == 0 ? Integer.MAX_VALUE : most;
        this.gauge = OwnMetric.name("heliograph_scrape_targets_dropped", context);
        context.metrics().remove(gauge);
        // inputs of one name may start at the same time: the last one is shown
        context.metrics().gauge(gauge, () -> (Gauge<Integer>) () -> count);
    }

    /// Begins to count anew.
    synchronized void begin() {
        adding = new ArrayList<>();
        counting = 0;
    }

    synchronized void add(TagSet labels) {
        counting++;
        if (adding.size() < most) {
            adding.add(labels);
        }
    }

    /// Ends it: these are the dropped ones now.
    synchronized void end() {
        present = List.copyOf(adding);
        count = counting;
    }

    /// Their labels before the rules.
    List<TagSet> kept() {
        return present;
    }

    /// How many there are.
    int count() {
        return count;
    }

    @Override
    public void close() {
        context.metrics().remove(gauge);
    }
}
