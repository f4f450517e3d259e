package io.heliograph.core.agent;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Discoverer;
import io.heliograph.api.Input;
import io.heliograph.api.Option;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetInput;
import io.heliograph.api.TargetSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// A discovery that finds what a test says, and an input that reads it.
public final class TrialTargets implements PluginProvider {
    private static final AtomicReference<TargetSink> SINK = new AtomicReference<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final Map<String, CountDownLatch> HELD = new ConcurrentHashMap<>();

    /// What was found last; null before.
    static TargetSink sink() {
        return SINK.get();
    }

    /// Finds a target, or finds it again.
    static void find(String address) {
        SINK.get().update(new TargetGroup(address, List.of(TagSet.of("__address__", address)), TagSet.EMPTY));
    }

    /// Gathers of this target do not come back, whatever happens, before the latch opens.
    static CountDownLatch hold(String address) {
        CountDownLatch latch = new CountDownLatch(1);
        HELD.put(address, latch);
        return latch;
    }

    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("discovery.wish", Nothing.class, Wish.class),
                PluginDescriptor.of("inputs.aims", AimsConfig.class, Aims.class));
    }

    /// No options.
    public record Nothing() {}

    /// Finds what [#find] says.
    public static final class Wish implements Discoverer {
        public Wish(Nothing config, PluginContext context) {}

        @Override
        public void run(TargetSink targets) throws InterruptedException {
            SINK.set(targets);
            targets.looked();
            NEVER.await();
        }
    }

    /// Of [Aims].
    public record AimsConfig(
            @Option(doc = "For the counts.", defaultValue = "aims")
            String label,

            @Option(doc = "How often it cannot be opened, for an error.", defaultValue = "0")
            int errors) {}

    /// Reads every target that was found.
    public static final class Aims implements TargetInput {
        private final AimsConfig config;

        public Aims(AimsConfig config, PluginContext context) {
            this.config = config;
        }

        @Override
        public void open() {
            if (TrialPlugins.happened(config.label + " tried", 1) <= config.errors) {
                throw new StackOverflowError("not yet");
            }
        }

        @Override
        public List<Target> targets(List<Target> discovered) {
            TrialPlugins.happened(config.label + " asked", 1);
            return discovered;
        }

        @Override
        public Input input(Target target) {
            TrialPlugins.happened(target.id() + " made", 1);
            return new Aim(target.id());
        }
    }

    /// Reads one.
    private record Aim(String id) implements Input {
        @Override
        public void gather(Accumulator out) {
            TrialPlugins.happened(id + " began", 1);
            CountDownLatch latch = HELD.get(id);
            while (latch != null && latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException ignored) {
                    TrialPlugins.happened(id + " interrupted", 1);
                }
            }
            TrialPlugins.happened(id + " ended", 1);
        }
    }
}
