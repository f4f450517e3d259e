package io.heliograph.testkit;

import com.codahale.metrics.MetricRegistry;
import io.heliograph.api.Accumulator;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Serializer;
import io.heliograph.api.StateStore;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.Formats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A host for one plugin in a unit test: its clock stands where the test puts it, and what accumulators take is kept.
public final class TestContext implements PluginContext, AutoCloseable {
    private final String name;
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<RecordingAccumulator> accumulators = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.EPOCH;
    private volatile @Nullable String state;

    /// @param name as [PluginContext#name]
    public TestContext(String name) {
        this.name = name;
    }

    /// Sets the clock.
    public TestContext at(Instant time) {
        now = time;
        return this;
    }

    /// What was asked of [#accumulator], in order.
    public List<RecordingAccumulator> accumulators() {
        return accumulators;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public long epochNanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(name);
    }

    @Override
    public MetricRegistry metrics() {
        return metrics;
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(10);
    }

    @Override
    public StateStore state() {
        return new StateStore() {
            @Override
            public @Nullable String load() {
                return state;
            }

            @Override
            public void save(String text) {
                state = text;
            }
        };
    }

    @Override
    public Accumulator accumulator(TagSet tags) {
        RecordingAccumulator made = new RecordingAccumulator(tags, epochNanos());
        accumulators.add(made);
        return made;
    }

    @Override
    public void spawn(String task, Task work) {
        threads.add(Thread.ofVirtual().name(task).start(() -> {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (Exception problem) {
                logger().error("{} ended", task, problem);
            }
        }));
    }

    @Override
    public Parser parser(String dataFormat, Map<String, ?> settings) {
        return Formats.parser(new BuiltInCatalog(), this, dataFormat, settings);
    }

    @Override
    public Serializer serializer(String dataFormat, Map<String, ?> settings) {
        return Formats.serializer(new BuiltInCatalog(), this, dataFormat, settings);
    }

    /// Interrupts what was spawned.
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
