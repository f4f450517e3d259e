package io.heliograph.core.channel;

import io.heliograph.api.Accumulator;
import io.heliograph.api.FlushException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Overlay;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.series.FieldSets;
import io.heliograph.core.series.SeriesCache;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The accumulator of an input: rows go through the input's [Entrance] into a batch, and full batches into the channel.
///
/// A batch is sealed at [#BATCH_ROWS] rows, at the end of a gather ([#end]), at a flush, and for those who serve
/// without end when the host calls [#sealIfStale] from another thread. That is what the lock is for: it is taken when
/// a row is opened and when it ends, and is free but for that one moment in a second. Whoever emits may keep it while
/// the channel is full, so the host only ever tries it. Cost per row in steady state:
/// two lookups by identity and copies into columns; nothing is allocated but the columns' share when a batch is
/// sealed.
public final class HostAccumulator extends RowBuilder implements Accumulator {
    /// Rows in a full batch.
    public static final int BATCH_ROWS = 1000;

    /// The most text that the fields of a row may have, in characters: what is larger fits nowhere behind.
    public static final int MOST_TEXT = 1 << 20;

    private static final Duration STALE = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Entrance entrance;
    private final MetricChannel channel;
    private final SeriesCache cache;
    private final GatherCounts counts;
    private final NanoClock clock;
    private final ColumnPool pool;
    private FieldSets fieldSets;
    private final @Nullable StaleRows stale;
    private final boolean shared;
    private final Unflushed unflushed;
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Thread rowOpenIn; // only where shared, under the lock
    private long batchBegan;
    private long gatherBegan;
    private long gathered;
    private long filtered;
    private long text; // of the open row

    /// Nanoseconds since the epoch.
    @FunctionalInterface
    public interface NanoClock {
        /// The present time.
        long epochNanos();
    }

    /// An accumulator for one gather at a time, which borrows its columns from [#begin] to [#end], so that a thousand
    /// targets do not each keep room for a batch.
    public static HostAccumulator ofGathers(
            Entrance entrance,
            MetricChannel channel,
            SeriesCache cache,
            GatherCounts counts,
            NanoClock clock,
            ColumnPool pool) {
        return new HostAccumulator(entrance, channel, cache, counts, clock, pool, null);
    }

    /// An accumulator for a listener, whose stale batches the host seals from another thread.
    public static HostAccumulator ofService(
            Entrance entrance,
            MetricChannel channel,
            SeriesCache cache,
            GatherCounts counts,
            NanoClock clock,
            StaleRows stale) {
        HostAccumulator accumulator =
                new HostAccumulator(entrance, channel, cache, counts, clock, new ColumnPool(), stale);
        accumulator.begin();
        return accumulator;
    }

    private HostAccumulator(
            Entrance entrance,
            MetricChannel channel,
            SeriesCache cache,
            GatherCounts counts,
            NanoClock clock,
            ColumnPool pool,
            @Nullable StaleRows stale) {
        super(ColumnPool.NONE);
        this.pool = pool;
        this.fieldSets = ColumnPool.NO_FIELD_SETS;
        this.entrance = entrance;
        this.channel = channel;
        this.cache = cache;
        this.counts = counts;
        this.clock = clock;
        this.stale = stale;
        this.shared = stale != null;
        this.unflushed = new Unflushed(shared);
    }

    @Override
    public Series series(String name, String... tags) {
        return cache.canonical(Series.of(name, tags));
    }

    @Override
    public Series series(String name, TagSet tags) {
        return cache.canonical(Series.of(name, tags));
    }

    /// Begins a gather: rows may take its time.
    public void begin() {
        gatherBegan = clock.epochNanos();
        ColumnPool.Columns borrowed = pool.borrow();
        rows = borrowed.rows();
        fieldSets = borrowed.fieldSets();
    }

    /// Forgets what was collected since [#begin]: a first reading that only serves to compute rates. What filled a
    /// batch is gone on already.
    public void forget() {
        rows.seal();
        gathered = 0;
        filtered = 0;
    }

    /// Ends a gather: what was collected is handed over.
    public void end() {
        seal();
        pool.giveBack(new ColumnPool.Columns(rows, fieldSets));
        rows = ColumnPool.NONE;
        fieldSets = ColumnPool.NO_FIELD_SETS;
    }

    @Override
    public Row row(Series of) {
        if (shared) {
            lock.lock();
            rowOpenIn = Thread.currentThread();
            lock.unlock();
        }
        unflushed.row();
        text = 0;
        return open(of.overlay() == null ? of : Series.of(of.name(), of.tags()));
    }

    @Override
    public Row put(String key, String value) {
        text += value.length();
        return super.put(key, value);
    }

    @Override
    public void emit() {
        if (shared) {
            emitShared();
        } else {
            take();
        }
        if (rows.size() >= BATCH_ROWS) {
            seal();
        }
    }

    private void emitShared() {
        lock.lock();
        try {
            take();
        } finally {
            rowOpenIn = null;
            lock.unlock();
        }
    }

    private void take() {
        if (rows.fieldCount() == 0) {
            rows.discard();
            return;
        }
        if (text > MOST_TEXT) {
            refuse();
            return;
        }
        if (entrance.isOpen()) {
            close(series, entrance.overlay());
            gathered++; // last, as a row that a failure of the host has cost never came in
            return;
        }
        Admission admission = entrance.admit(series);
        Series admitted = admission.series();
        FieldFilter fields = admission.fields();
        if (fields != null) {
            fields.apply(rows);
        }
        if (admitted == null || rows.fieldCount() == 0) {
            rows.discard();
            gathered++;
            filtered++;
            return;
        }
        close(admitted, Admission.under(admitted, entrance.overlay()));
        gathered++;
    }

    /// A row that is refused never came in, and is counted as an error.
    private void refuse() {
        rows.discard();
        counts.error(new IllegalArgumentException("a row of '" + series.name() + "' is refused: it has " + text
                + " characters of text, and " + MOST_TEXT + " are the most"));
    }

    private void close(Series admitted, @Nullable Overlay overlay) {
        if (rows.size() == 0) {
            beginBatch();
        }
        rows.close(admitted.base(), overlay, fieldSets.of(rows), time(), type);
    }

    private void beginBatch() {
        batchBegan = System.nanoTime();
        if (stale != null) {
            stale.waiting(this);
        }
    }

    private long time() {
        if (entrance.timeSource() == Entrance.TimeSource.COLLECTION_START) {
            return entrance.round(gatherBegan);
        }
        if (!timed) {
            return entrance.round(clock.epochNanos());
        }
        return exact ? epochNanos : entrance.round(epochNanos);
    }

    /// Hands over what has been collected, and waits for room in the channel. Only for the thread that emits.
    public void seal() {
        if (!shared) {
            handOver();
            return;
        }
        lock.lock();
        try {
            handOver();
        } finally {
            lock.unlock();
        }
    }

    private void handOver() {
        count();
        if (rows.size() > 0) {
            channel.put(sealed());
            gone();
        }
    }

    /// Hands over what has been waiting for a second. For any thread. Never waits: what cannot go now stays.
    void sealIfStale() {
        trySeal(STALE.toNanos());
    }

    /// Hands over what is there at once. For any thread. Never waits: while a row is open, the channel is full or the
    /// thread that emits is busy here, all stays as it is.
    void trySeal() {
        trySeal(0);
    }

    private void trySeal(long leastAgeNanos) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!isRowOpen() && rows.size() > 0 && System.nanoTime() - batchBegan >= leastAgeNanos) {
                count();
                if (channel.offer(this::sealed)) {
                    gone();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// The row that a thread had open when it ended is nobody's any more.
    private boolean isRowOpen() {
        Thread thread = rowOpenIn;
        return thread != null && thread.isAlive();
    }

    private void count() {
        if (gathered > 0) {
            counts.count(gathered, filtered);
            gathered = 0;
            filtered = 0;
        }
    }

    private MetricBatch sealed() {
        if (entrance.timeSource() == Entrance.TimeSource.COLLECTION_END) {
            rows.retime(entrance.round(clock.epochNanos()));
        }
        return rows.seal();
    }

    private void gone() {
        if (stale != null) {
            stale.gone(this);
        }
    }

    @Override
    public void flush(Duration atMost) throws FlushException, InterruptedException {
        seal();
        FlushToken token = new FlushToken(unflushed.flush());
        channel.put(token);
        try {
            token.done().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof FlushException known
                    ? known
                    : new FlushException(String.valueOf(refused.getCause()), RETRY_AFTER);
        } catch (TimeoutException late) {
            throw new FlushException("not in the buffers after " + atMost.toMillis() + " ms", RETRY_AFTER);
        }
    }

    @Override
    public void error(Throwable problem) {
        counts.error(problem);
    }
}
