package io.heliograph.core.agent;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.RelayBuffer;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.OutputOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.control.QueueOwner;
import io.heliograph.core.output.OutputLoop;
import io.heliograph.core.pipeline.OutputStage;
import io.heliograph.core.telemetry.OutputTelemetry;
import io.heliograph.core.telemetry.PluginHealth;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An output at work: its entrance, its buffer, its loop.
final class OutputUnit implements Unit {
    private final Engine engine;
    private final PluginTable table;
    private final UnitKey key;
    private final Startup startup;
    private final PluginHealth health;
    private final OutputTelemetry telemetry;
    private final HostContext context;
    private final RelayBuffer buffer;
    private final OutputLoop loop;
    private final OutputStage stage;
    private final long bufferLimit;
    private final long maxBytes;
    private final long letterBytes;
    private final Runnable changes;
    private final List<Runnable> shown;

    /// @param inherited the buffer of the same queue from before a reload, or null for a new one
    /// @param shutdown ends the agent, for `startup_error_behavior = "error"`
    OutputUnit(
            Engine engine,
            PluginTable table,
            AgentSettings agent,
            UnitKey key,
            @Nullable OutputUnit inherited,
            Runnable shutdown) {
        OutputOptions options = (OutputOptions) table.options();
        Logger log = LoggerFactory.getLogger(table.displayName());
        String alias = options.alias() == null ? "" : options.alias();
        this.engine = engine;
        this.table = table;
        this.key = key;
        this.startup = new Startup(table, shutdown);
        this.health = new PluginHealth(table.displayName());
        this.telemetry = new OutputTelemetry(
                engine.telemetry(), table.name().substring("outputs.".length()), alias, health, log);
        this.context =
                new HostContext(engine, table.displayName(), table.name(), key.state(), agent.interval(), tags -> {
                    throw new IllegalStateException("an output takes rows and emits none");
                });
        Integer limit =
                options.metricBufferLimit() == null ? agent.buffer().metricBufferLimit() : options.metricBufferLimit();
        this.maxBytes = agent.buffer().bufferMaxBytes().bytes();
        this.letterBytes = agent.buffer().deadLetterMaxBytes().bytes();
        this.bufferLimit = limit == null ? 0 : limit;
        long rows = limit == null ? Long.MAX_VALUE : limit; // a count bounds the buffer in the place of its bytes
        Buffers.Order order = new Buffers.Order(table, agent, rows, telemetry, telemetry::recovered, log);
        this.buffer = inherited == null ? engine.buffers().open(order) : inherited.buffer;
        this.loop = new OutputLoop(settings(options, agent, rows), new Plugin(), buffer, telemetry, log);
        this.stage = new OutputStage(
                table.displayName(),
                Derived.filter(options.filter()),
                Derived.naming(options.naming()),
                buffer,
                telemetry,
                loop::appended);
        if (inherited != null) {
            inherited.hideBuffer();
        }
        this.changes = inherited == null ? () -> {} : () -> engine.buffers().change(buffer, order);
        this.shown = showBuffer("output", table.name().substring("outputs.".length()), "alias", alias);
    }

    private OutputLoop.Settings settings(OutputOptions options, AgentSettings agent, long rows) {
        return new OutputLoop.Settings(
                table.displayName(),
                options.metricBatchSize() == null ? agent.metricBatchSize() : options.metricBatchSize(),
                options.flushInterval() == null ? agent.flushInterval() : options.flushInterval(),
                options.flushJitter() == null ? agent.flushJitter() : options.flushJitter(),
                OutputLoop.PATIENCE,
                rows);
    }

    private List<Runnable> showBuffer(String... labels) {
        return List.of(
                engine.telemetry().part("heliograph_output_buffered_rows", buffer::size, labels),
                engine.telemetry().part("heliograph_output_buffered_bytes", buffer::retainedBytes, labels),
                engine.telemetry().part("heliograph_output_buffer_limit_rows", () -> bufferLimit, labels),
                engine.telemetry().part("heliograph_output_dead_letter_rows", this::deadLetterRows, labels),
                engine.telemetry().part("heliograph_output_dead_letter_bytes", this::deadLetterBytes, labels));
    }

    private long deadLetterRows() {
        return logs().stream().mapToLong(log -> log.letters().rows()).sum();
    }

    private long deadLetterBytes() {
        return logs().stream().mapToLong(log -> log.letters().bytes()).sum();
    }

    private void hideBuffer() {
        shown.forEach(Runnable::run);
    }

    /// The plugin, as its loop needs it.
    private final class Plugin implements OutputLoop.Source {
        @Override
        public Output create() throws Exception {
            Thread.currentThread().setContextClassLoader(engine.loaders().apply(table.name()));
            return (Output) table.descriptor().create(table.bind(context), context);
        }

        @Override
        public void opened() {
            health.become(PluginHealth.State.RUNNING);
        }

        @Override
        public boolean startFailed(Throwable problem) {
            telemetry.startFailed(problem);
            boolean again = startup.failed("", problem);
            if (!again) {
                health.become(PluginHealth.State.STOPPED);
                stage.refuse(OutputStage.IGNORED);
            }
            return again;
        }
    }

    /// Where a queue of this output's rows is found again after its table has changed.
    String identity() {
        return table.identity();
    }

    OutputStage stage() {
        return stage;
    }

    MetricBuffer buffer() {
        return buffer;
    }

    /// Where a queue on disk has its rows; none while they are in memory only.
    List<LogBuffer> logs() {
        List<LogBuffer> logs = new ArrayList<>();
        for (MetricBuffer each : buffer.all()) {
            if (each instanceof LogBuffer log) {
                logs.add(log);
            }
        }
        return logs;
    }

    /// As commands see it.
    ///
    /// @param queue the name of the log's folder
    QueueOwner owner(String queue, LogBuffer log) {
        return new QueueOwner(queue, table.displayName(), maxBytes, letterBytes, log, rows -> putBack(log, rows));
    }

    /// Takes rows that a command puts into a queue of this output: counted like those that were found in it.
    private void putBack(LogBuffer into, MetricBatch rows) {
        telemetry.putBack(rows.size());
        into.append(rows);
        loop.appended();
    }

    /// Lets go of what could not be delivered.
    void discardBuffer() {
        hideBuffer();
        try {
            engine.buffers().close(buffer);
        } catch (IOException problem) {
            health.failed(problem);
        }
    }

    /// Tries to deliver everything now.
    ///
    /// @return whether nothing is left
    boolean flush(Duration atMost) throws InterruptedException {
        return loop.flushNow(atMost);
    }

    @Override
    public UnitKey key() {
        return key;
    }

    @Override
    public PluginHealth health() {
        return health;
    }

    @Override
    public void start() {
        changes.run(); // now that the loop of the output that is replaced reads no more
        engine.watch().add(loop);
        loop.start();
    }

    @Override
    public void stop() {}

    @Override
    public boolean join(Duration atMost) throws InterruptedException {
        boolean ended = loop.stop(atMost);
        engine.watch().remove(loop);
        context.close();
        if (ended) {
            telemetry.ended();
        }
        health.become(PluginHealth.State.STOPPED);
        return ended;
    }
}
