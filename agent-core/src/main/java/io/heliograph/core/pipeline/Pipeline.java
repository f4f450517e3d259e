package io.heliograph.core.pipeline;

import io.heliograph.core.channel.HostAccumulator.NanoClock;
import io.heliograph.core.channel.MetricChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The third room: one thread that takes batches from the channel, in order, and sends them through processors and
/// aggregators to the buffers of the outputs.
///
/// The thread itself is a [PipelineWorker]. When a processor or aggregator holds it for longer than [#PATIENCE],
/// [#watch] leaves that thread behind and starts another, which goes on where the first one was, without the plugin
/// that hangs.
public final class Pipeline {
    /// So long may a plugin hold the thread.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final MetricChannel channel;
    private final PipelineCounts counts;
    private final NanoClock clock;
    private final Duration patience;
    private volatile PipelineWorker worker;
    private StepGuard.@Nullable Visit left; // of a worker that nobody took over from yet

    /// A pipeline that is not yet running.
    public Pipeline(MetricChannel channel, PipelineCounts counts, NanoClock clock) {
        this(channel, counts, clock, PATIENCE);
    }

    Pipeline(MetricChannel channel, PipelineCounts counts, NanoClock clock, Duration patience) {
        this.channel = channel;
        this.counts = counts;
        this.clock = clock;
        this.patience = patience;
        this.worker = new PipelineWorker(channel, counts, clock);
    }

    /// Starts the thread.
    public void start() {
        worker.start();
    }

    /// Puts other processors, aggregators and outputs in place, after the rows that are under way. An aggregator that
    /// is no longer there is pushed before.
    ///
    /// @return completes when they are in place
    public CompletableFuture<Void> replace(Topology topology) {
        return replace(() -> topology);
    }

    /// The same, with what is then asked for.
    public CompletableFuture<Void> replace(Supplier<Topology> topology) {
        return onThread(() -> worker.replace(topology.get()));
    }

    /// A pause of the thread, in which plugins of the pipeline can be exchanged for others.
    ///
    /// @param begun completes when the thread is in no plugin and rows wait
    /// @param after what is in place when it is over
    /// @param over completes when rows go on
    public record Rest(CompletableFuture<Void> begun, CompletableFuture<Topology> after, CompletableFuture<Void> over) {
        /// Lets rows go on.
        public void end(Topology next) {
            after.complete(next);
        }
    }

    /// Rests after the rows that are under way. An aggregator that is not there meanwhile is pushed before.
    ///
    /// @param meanwhile what goes on where the rest takes too long
    /// @param atMost the rows wait
    public Rest rest(Topology meanwhile, Duration atMost) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Topology> after = new CompletableFuture<>();
        return new Rest(begun, after, onThread(() -> {
            worker.replace(meanwhile);
            begun.complete(null);
            try {
                worker.replace(after.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException late) {
                LOG.warn("a reload takes long: rows go on before it is complete");
                after.thenAccept(this::replace);
            } catch (ExecutionException | InterruptedException never) {
                LOG.error("a reload was cut short: {}", never.toString());
            }
        }));
    }

    /// Pushes all aggregators, after the rows that are under way.
    ///
    /// @return completes when what they gave is in the buffers
    public CompletableFuture<Void> pushAll() {
        return onThread(() -> worker.pushAll());
    }

    /// Ends the thread, after the rows that are under way.
    public CompletableFuture<Void> stop() {
        return onThread(() -> worker.stop());
    }

    private CompletableFuture<Void> onThread(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        channel.call(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (StepGuard.Abandoned abandoned) {
                done.complete(null);
                throw abandoned;
            } catch (RuntimeException | Error problem) {
                done.completeExceptionally(problem);
            }
        });
        return done;
    }

    /// Looks whether a plugin hangs; to be called every second or so. Where memory is too short for another thread, the
    /// next call tries again.
    public synchronized void watch() {
        StepGuard.Visit visit = left == null ? worker.abandonAfter(patience) : left;
        if (visit == null) {
            return;
        }
        left = visit;
        visit.stage().markStuck();
        PipelineWorker next = new PipelineWorker(worker, visit);
        worker = next;
        next.start();
        left = null;
        visit.stage().counts().stuck();
        LOG.error(
                "{} did not come back for {} s and is left behind: rows go on without it until it is reloaded",
                visit.stage().name(),
                patience.toSeconds());
    }
}
