package io.heliograph.core.telemetry;

import com.codahale.metrics.Counter;
import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.Loss;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.output.OutputCounts;
import io.heliograph.core.pipeline.OutputStage;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;

/// The counts of one output. They balance: `routed + recovered = filtered + written + rejected + dropped + buffered`.
public final class OutputTelemetry implements OutputStage.Counts, BufferCounts, OutputCounts {
    private final Telemetry telemetry;
    private final String plugin;
    private final String alias;
    private final PluginHealth health;
    private final Logger log;
    private final Counter routed;
    private final Counter filtered;
    private final Counter written;
    private final Counter writes;
    private final Counter writeErrors;
    private final Counter writeNanos;
    private final Counter startupErrors;
    private final Counter recovered;
    private final Counter letters;
    private final LongCalls calls;
    private final Sparing failures = new Sparing(System.nanoTime());
    private final Map<Loss, Sparing> refusals = new EnumMap<>(Loss.class);
    private volatile boolean told;

    /// @param plugin the name behind `outputs.`
    /// @param alias empty where it has none
    public OutputTelemetry(Telemetry telemetry, String plugin, String alias, PluginHealth health, Logger log) {
        String[] labels = {"output", plugin, "alias", alias};
        this.telemetry = telemetry;
        this.plugin = plugin;
        this.alias = alias;
        this.health = health;
        this.log = log;
        this.routed = telemetry.counter("heliograph_output_routed_total", labels);
        this.filtered = telemetry.counter("heliograph_output_filtered_total", labels);
        this.written = telemetry.counter("heliograph_output_written_total", labels);
        this.writes = telemetry.counter("heliograph_output_writes_total", labels);
        this.writeErrors = telemetry.counter("heliograph_output_write_errors_total", labels);
        this.writeNanos = telemetry.counter("heliograph_output_write_nanoseconds_total", labels);
        this.startupErrors = telemetry.counter("heliograph_output_startup_errors_total", labels);
        this.calls = new LongCalls(health, log, "");
        this.letters = telemetry.counter("heliograph_output_dead_letters_total", labels);
        this.recovered = telemetry.counter("heliograph_output_recovered_total", labels);
    }

    @Override
    public void count(long rows, long held) {
        routed.inc(rows);
        filtered.inc(held);
    }

    /// Rows that were found in the log at the start.
    public void recovered(long rows) {
        recovered.inc(rows);
        if (rows > 0) {
            log.info("{} rows from before the start are in the buffer", rows);
        }
    }

    /// Rows that a command put into the queue: dead letters that are to be tried again, those of an orphan.
    public void putBack(long rows) {
        recovered.inc(rows);
    }

    @Override
    public void written(long rows) {
        written.inc(rows);
    }

    @Override
    public void rejected(long rows, String reason) {
        telemetry
                .counter(
                        "heliograph_output_rejected_total",
                        "output",
                        plugin,
                        "alias",
                        alias,
                        "reason",
                        shortened(reason))
                .inc(rows);
    }

    private static String shortened(String reason) {
        String line = reason.replace('\n', ' ');
        int colon = line.indexOf(':');
        String head = colon > 0 && colon < 60 ? line.substring(0, colon) : line;
        return head.length() <= 60 ? head : head.substring(0, 60);
    }

    @Override
    public void dropped(long rows, String reason) {
        telemetry
                .counter("heliograph_output_dropped_total", "output", plugin, "alias", alias, "reason", reason)
                .inc(rows);
        if (reason.equals(OutputStage.IGNORED) || reason.equals(LogBuffer.KEPT)) {
            return; // the first was told when it was left out, the others are not gone
        }
        String what = reason.equals(MemoryBuffer.FULL) ? "the buffer is full: the oldest" : rows + " undelivered";
        log.warn("{} rows are dropped (counted as dropped, reason {})", what, reason);
    }

    @Override
    public void letters(long rows) {
        letters.inc(rows);
    }

    @Override
    public void lettersLost(long rows, String reason) {
        telemetry
                .counter(
                        "heliograph_output_dead_letters_lost_total", "output", plugin, "alias", alias, "reason", reason)
                .inc(rows);
    }

    @Override
    public void wrote(long nanos) {
        writes.inc();
        writeNanos.inc(nanos);
        tellRest();
    }

    @Override
    public void failed(Throwable problem) {
        writeErrors.inc();
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        tell(ProblemText.of(problem));
    }

    /// A line a minute, whatever the reasons are: with several addresses, each try may have another one.
    private void tell(String problem) {
        if (failures.passes(1, System.nanoTime())) {
            long untold = failures.untold();
            String more = untold == 0 ? "" : " (" + untold + " more failures since the last such line)";
            Log.counted(() -> log.error("rows are kept and tried again: {}{}", problem, more));
            told = true;
        }
    }

    /// The plugin could not be started.
    public void startFailed(Throwable problem) {
        startupErrors.inc();
        health.failed(problem);
        health.become(PluginHealth.State.FAILING);
        log.debug("cannot start", problem);
        told = true;
    }

    @Override
    public void late(String doing, Duration sofar) {
        health.failed(new IOException(doing + " has not come back for " + sofar.toSeconds() + " s"));
        health.become(PluginHealth.State.FAILING);
        calls.late(doing, sofar);
        told = true;
    }

    @Override
    public void stuck(String doing, Duration sofar) {
        calls.stuck(doing, sofar);
    }

    @Override
    public void cameBack(String doing, Duration after) {
        calls.cameBack(doing, after);
    }

    @Override
    public void refused(Loss loss, long rows, String reason) {
        Sparing sparing = refusals.computeIfAbsent(loss, any -> new Sparing(System.nanoTime()));
        if (!sparing.passes(rows, System.nanoTime())) {
            return;
        }
        String line = "{} rejected for good: {}";
        String all = counted(rows + sparing.untold());
        Log.counted(() -> {
            switch (loss) {
                case MARKER -> log.debug(line, all, reason);
                case NO_NUMBERS -> log.warn(line, all, reason);
                case ROW -> log.error(line, all, reason);
            }
        });
    }

    private static String counted(long rows) {
        return rows + (rows == 1 ? " row" : " rows");
    }

    /// What came within a minute of the last line is told, too, when there is no further one.
    private void tellRest() {
        Sparing sparing = refusals.get(Loss.ROW);
        if (sparing != null && sparing.isOver(System.nanoTime())) {
            tellRest(sparing.untold());
        }
    }

    private void tellRest(long rows) {
        if (rows > 0) {
            Log.counted(() -> log.error("{} more rejected for good since this was last told", counted(rows)));
        }
    }

    /// The output ends: what was not told yet is told now.
    public void ended() {
        Sparing sparing = refusals.get(Loss.ROW);
        tellRest(sparing == null ? 0 : sparing.untold());
    }

    @Override
    public void recovered() {
        health.become(PluginHealth.State.RUNNING);
        if (told) { // of one that fails every other second, only what was told is taken back
            log.info("delivers again");
            told = false;
        }
    }

    /// How the output is doing.
    public PluginHealth health() {
        return health;
    }
}
