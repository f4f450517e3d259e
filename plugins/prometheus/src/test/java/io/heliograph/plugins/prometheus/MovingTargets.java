package io.heliograph.plugins.prometheus;

import io.heliograph.api.Discoverer;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import io.heliograph.api.WriteResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// `discovery.moving` finds what the test says at the moment, and `outputs.kept` keeps what arrives, for a test that
/// runs an agent.
public final class MovingTargets implements PluginProvider {
    private static volatile List<TagSet> present = List.of();
    private static final List<Metric> ARRIVED = new CopyOnWriteArrayList<>();

    /// No options.
    public record Nothing() {}

    /// Says what is found from now on.
    public static void are(List<TagSet> targets) {
        present = List.copyOf(targets);
    }

    /// What arrived at the output.
    public static List<Metric> arrived() {
        return ARRIVED;
    }

    /// The discoverer.
    public static final class Moving implements Discoverer {
        /// Made by the host.
        public Moving(Nothing none, PluginContext context) {}

        @Override
        public void run(TargetSink sink) throws InterruptedException {
            List<TagSet> told = null;
            while (true) {
                List<TagSet> now = present;
                if (now != told) {
                    sink.update(new TargetGroup("moving", now, TagSet.EMPTY));
                    sink.looked();
                    told = now;
                }
                Thread.sleep(10);
            }
        }
    }

    /// The output.
    public static final class Kept implements Output {
        /// Made by the host.
        public Kept(Nothing none, PluginContext context) {}

        @Override
        public WriteResult write(MetricBatch batch) {
            for (int row = 0; row < batch.size(); row++) {
                ARRIVED.add(batch.metric(row));
            }
            return WriteResult.ACCEPTED;
        }
    }

    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("discovery.moving", Nothing.class, Moving.class),
                PluginDescriptor.of("outputs.kept", Nothing.class, Kept.class));
    }
}
