package io.heliograph.core.agent;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Aggregator;
import io.heliograph.api.Identity;
import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Option;
import io.heliograph.api.Output;
import io.heliograph.api.Plan;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.api.Processor;
import io.heliograph.api.Series;
import io.heliograph.api.WriteResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Plugins that behave as a test asks them to, and count what happens to them under names that the test chooses.
public final class TrialPlugins implements PluginProvider {
    private static final Map<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /// How often something has happened: `name opened`, `name closed`, `name written`.
    public static int count(String what) {
        AtomicInteger count = COUNTS.get(what);
        return count == null ? 0 : count.get();
    }

    static int happened(String what, int times) {
        return COUNTS.computeIfAbsent(what, name -> new AtomicInteger()).addAndGet(times);
    }

    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("inputs.rows", RowsConfig.class, Rows.class),
                PluginDescriptor.of("inputs.deaf", Nothing.class, Deaf.class),
                PluginDescriptor.of("inputs.slow", SlowConfig.class, Slow.class),
                PluginDescriptor.of("processors.split", Nothing.class, Split.class),
                PluginDescriptor.of("processors.hanging", Nothing.class, Hanging.class),
                PluginDescriptor.of("processors.broken", Nothing.class, Broken.class),
                PluginDescriptor.of("processors.memory", MemoryConfig.class, Memory.class),
                PluginDescriptor.of("aggregators.tally", Nothing.class, Tally.class),
                PluginDescriptor.of("outputs.sink", SinkConfig.class, Sink.class));
    }

    /// No options.
    public record Nothing() {}

    /// Of [Rows].
    public record RowsConfig(
            @Option(doc = "For the counts.", defaultValue = "rows")
            String label,

            @Option(doc = "Rows of a gather.", defaultValue = "5")
            int rows,

            @Option(doc = "How often it cannot be opened.", defaultValue = "0")
            int failures) {}

    /// Emits rows `trial,n=0` and so on.
    public static final class Rows implements Input {
        private final RowsConfig config;

        public Rows(RowsConfig config, PluginContext context) {
            this.config = config;
        }

        @Override
        public void open() throws IOException {
            if (happened(config.label + " tried", 1) <= config.failures) {
                throw new IOException("not yet");
            }
            happened(config.label + " opened", 1);
        }

        @Override
        public void gather(Accumulator out) {
            for (int row = 0; row < config.rows; row++) {
                out.row(out.series("trial", "n", String.valueOf(row)))
                        .put("value", (long) row)
                        .emit();
            }
            happened(config.label + " gathered", 1);
        }

        @Override
        public void close() {
            happened(config.label + " closed", 1);
        }
    }

    /// Never comes back, whatever happens.
    public static final class Deaf implements Input {
        public Deaf(Nothing config, PluginContext context) {}

        @Override
        public void gather(Accumulator out) {
            while (true) {
                try {
                    NEVER.await();
                } catch (InterruptedException ignored) {
                    happened("deaf interrupted", 1);
                }
            }
        }
    }

    /// Of [Slow].
    public record SlowConfig(
            @Option(doc = "For the counts.", defaultValue = "slow")
            String label) {}

    /// Comes back only when it is interrupted.
    public static final class Slow implements Input {
        private final String label;

        public Slow(SlowConfig config, PluginContext context) {
            this.label = config.label;
        }

        @Override
        public void gather(Accumulator out) throws InterruptedException {
            happened(label + " began", 1);
            try {
                NEVER.await();
            } finally {
                happened(label + " interrupted", 1);
            }
        }
    }

    /// Makes two of the row `n=1`, drops `n=2`, keeps the others.
    public static final class Split implements Processor {
        public Split(Nothing config, PluginContext context) {}

        @Override
        public Plan plan(Series series) {
            return switch (String.valueOf(series.tags().get("n"))) {
                case "1" ->
                    Plan.each((metric, out) -> {
                        out.pass(metric);
                        out.pass(metric);
                    });
                case "2" -> Plan.DROP;
                default -> Plan.KEEP;
            };
        }
    }

    /// Never opens, and ignores its interrupt.
    public static final class Hanging implements Processor {
        public Hanging(Nothing config, PluginContext context) {}

        @Override
        public void open() {
            while (true) {
                try {
                    NEVER.await();
                } catch (InterruptedException ignored) {
                    happened("hanging interrupted", 1);
                }
            }
        }

        @Override
        public Plan plan(Series series) {
            return Plan.KEEP;
        }
    }

    /// Cannot be opened.
    public static final class Broken implements Processor {
        public Broken(Nothing config, PluginContext context) {}

        @Override
        public void open() throws IOException {
            happened("broken tried", 1);
            throw new IOException("broken for good");
        }

        @Override
        public Plan plan(Series series) {
            return Plan.KEEP;
        }
    }

    /// Of [Memory].
    public record MemoryConfig(
            @Option(doc = "What it saves.", defaultValue = "nothing")
            String note,

            @Option(doc = "For the counts.", defaultValue = "memory")
            String label) {}

    /// Saves a note when it ends, and counts the rows that it saw and the notes that it found.
    public static final class Memory implements Processor {
        private final MemoryConfig config;
        private final PluginContext context;

        public Memory(MemoryConfig config, PluginContext context) {
            this.config = config;
            this.context = context;
        }

        @Override
        public void open() {
            happened(config.label + " found " + context.state().load(), 1);
        }

        @Override
        public Plan plan(Series series) {
            return Plan.each((metric, out) -> {
                happened(config.label + " saw", 1);
                out.pass(metric);
            });
        }

        @Override
        public void close() {
            context.state().save(config.note);
        }
    }

    /// Counts rows.
    public static final class Tally implements Aggregator {
        private final AtomicLong rows = new AtomicLong();

        public Tally(Nothing config, PluginContext context) {}

        @Override
        public void add(Metric metric) {
            rows.incrementAndGet();
        }

        @Override
        public void push(Accumulator out) {
            out.row(out.series("tally")).put("rows", rows.getAndSet(0)).emit();
        }
    }

    /// Of [Sink].
    public record SinkConfig(
            @Identity @Option(doc = "For the counts.", defaultValue = "sink")
            String label,

            @Option(doc = "How many writes fail.", defaultValue = "0")
            int failures,

            @Option(doc = "Rows with this `n` are rejected.", defaultValue = "")
            String rejected,

            @Option(doc = "How often it cannot be opened.", defaultValue = "0")
            int closed) {}

    /// Counts the rows that it takes.
    public static final class Sink implements Output {
        private final SinkConfig config;

        public Sink(SinkConfig config, PluginContext context) {
            this.config = config;
        }

        @Override
        public void open() throws IOException {
            if (happened(config.label + " tried", 1) <= config.closed) {
                throw new IOException("no door");
            }
            happened(config.label + " opened", 1);
        }

        @Override
        public WriteResult write(MetricBatch batch) {
            if (happened(config.label + " writes", 1) <= config.failures) {
                return WriteResult.retry("not yet");
            }
            for (int row = 0; row < batch.size(); row++) {
                if (config.rejected.equals(batch.series(row).tags().get("n"))) {
                    return new WriteResult.Refused("row " + config.rejected);
                }
            }
            happened(config.label + " written", batch.size());
            return WriteResult.ACCEPTED;
        }

        @Override
        public void close() {
            happened(config.label + " closed", 1);
        }
    }
}
