package io.heliograph.core.buffer;

import io.heliograph.api.FlushException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One buffer after another: rows go into the last, and come out of the first that has any, so that an output may
/// change from memory to a log on disk and back while it runs, and its rows keep their order.
///
/// A stand-in is memory in the place of a log that cannot be opened. As long as it is the last, flushes fail: what it
/// holds is not as safe as the output's strategy says.
public final class RelayBuffer implements MetricBuffer {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long UNWRITTEN_BYTES = 8 << 20;

    private final Deque<MetricBuffer> buffers = new ArrayDeque<>();
    private final Consumer<MetricBuffer> emptied;
    private MetricBuffer last;
    private @Nullable MetricBuffer read;
    private boolean standIn;
    private @Nullable MetricBuffer gone;

    /// @param emptied is told of each buffer that has been emptied and is not the last; it closes them
    public RelayBuffer(MetricBuffer first, boolean standIn, Consumer<MetricBuffer> emptied) {
        this.last = first;
        this.standIn = standIn;
        this.emptied = emptied;
        buffers.add(first);
    }

    /// Takes rows in another buffer from now on. Where that one is durable, rows that wait in memory go into it too:
    /// what is acknowledged from now on covers them.
    public synchronized void goOnWith(MetricBuffer next) {
        for (MetricBuffer before : buffers) {
            if (next.isDurable() && before instanceof MemoryBuffer memory) {
                move(memory, next);
            }
        }
        buffers.addLast(next);
        last = next;
        standIn = false;
    }

    /// Takes rows in the log that they still come out of: those that went into memory meanwhile are next in it.
    ///
    /// @return false where there is no log
    public synchronized boolean goBack() {
        MetricBuffer log = null;
        for (MetricBuffer each : buffers) {
            log = each.isDurable() ? each : log;
        }
        if (log == null) {
            return false;
        }
        last = log;
        standIn = false;
        while (buffers.getLast() != log && behind(log) instanceof MemoryBuffer memory) {
            move(memory, log);
            buffers.remove(memory);
            hasLeft(memory);
        }
        return true;
    }

    /// What comes after one, or null.
    private @Nullable MetricBuffer behind(MetricBuffer one) {
        boolean found = false;
        for (MetricBuffer each : buffers) {
            if (found) {
                return each;
            }
            found = each == one;
        }
        return null;
    }

    /// A log has as much room in memory as the buffer had, but not for ever more: it is given time to write.
    private static void move(MemoryBuffer from, MetricBuffer to) {
        long bytes = 0;
        for (MetricBatch batch : from.takeAll()) {
            to.append(batch);
            bytes += batch.retainedBytes();
            if (bytes > UNWRITTEN_BYTES) {
                awaitWritten(to);
                bytes = 0;
            }
        }
    }

    private static void awaitWritten(MetricBuffer log) {
        try {
            log.flush(System.nanoTime()).get(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            // the log's own bounds decide
        }
    }

    /// Says whether the last one is memory in the place of a log.
    public synchronized void standIn(boolean is) {
        standIn = is;
    }

    /// The buffer that takes rows at present.
    public synchronized MetricBuffer present() {
        return last;
    }

    /// Whether it stands in for a log.
    public synchronized boolean isStandIn() {
        return standIn;
    }

    @Override
    public synchronized void append(MetricBatch batch) {
        last.append(batch); // under the lock, as one that is empty may be closed
    }

    @Override
    public CompletableFuture<Void> flush(long sinceNanos) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        synchronized (this) {
            if (standIn) {
                return CompletableFuture.failedFuture(
                        new FlushException("the state directory cannot be used", RETRY_AFTER));
            }
            buffers.forEach(buffer -> all.add(buffer.flush(sinceNanos)));
            if (gone != null) {
                all.add(gone.flush(sinceNanos));
            }
        }
        return all.size() == 1 ? all.get(0) : CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    @Override
    public @Nullable Window read(int rows) {
        MetricBuffer first = first();
        Window window = first.read(rows);
        synchronized (this) {
            read = first;
        }
        return window;
    }

    /// What memory has refused is told to those who flush later.
    private void hasLeft(MetricBuffer buffer) {
        gone = buffer instanceof MemoryBuffer ? buffer : gone;
    }

    private MetricBuffer first() {
        List<MetricBuffer> done = new ArrayList<>();
        MetricBuffer first;
        synchronized (this) {
            first = buffers.getFirst();
            while (first != last && first.size() == 0) {
                done.add(buffers.removeFirst());
                hasLeft(first);
                first = buffers.getFirst();
            }
        }
        done.forEach(emptied);
        return first;
    }

    @Override
    public void settle(Window window, BitSet delivered, List<Rejection> rejected) {
        MetricBuffer of;
        synchronized (this) {
            of = read == null ? last : read;
        }
        of.settle(window, delivered, rejected);
    }

    /// All of them, in the order of their rows.
    public synchronized List<MetricBuffer> all() {
        return List.copyOf(buffers);
    }

    @Override
    public void discard(String reason) {
        all().forEach(buffer -> buffer.discard(reason));
    }

    @Override
    public void limit(long maxRows, long maxBytes) {
        all().forEach(buffer -> buffer.limit(maxRows, maxBytes));
    }

    @Override
    public long size() {
        long size = 0;
        for (MetricBuffer buffer : all()) {
            size += buffer.size();
        }
        return size;
    }

    @Override
    public synchronized boolean isDurable() {
        return last.isDurable();
    }

    @Override
    public synchronized boolean isDegraded() {
        return standIn || last.isDegraded();
    }

    @Override
    public long retainedBytes() {
        long bytes = 0;
        for (MetricBuffer buffer : all()) {
            bytes += buffer.retainedBytes();
        }
        return bytes;
    }

    @Override
    public long oldestNanos() {
        for (MetricBuffer buffer : all()) {
            if (buffer.size() > 0) {
                return buffer.oldestNanos();
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (MetricBuffer buffer : all()) {
            try {
                buffer.close();
            } catch (IOException problem) {
                failed = problem;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
