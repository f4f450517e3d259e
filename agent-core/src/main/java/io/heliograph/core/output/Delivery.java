package io.heliograph.core.output;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.Series;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One try to deliver a batch, halving it where the output says that it is too large or that something in it is bad.
///
/// A row that is too large, or refused, on its own is rejected. But as long as the endpoint has never taken anything,
/// it is itself in question: a wrong path or database refuses every row. Then nothing is rejected, and after
/// [#SUSPECTS] refused single rows of different series, or [#REFUSALS] of any, the halving ends; everything is kept and
/// tried again.
///
/// Where the endpoint takes rows but has refused [#IN_A_ROW] single ones with none taken between, ranges are refused as
/// a whole, of as many rows at most as were refused already and each by the word of its last row: a batch that is bad
/// throughout costs about a hundred requests, and not two for each row.
final class Delivery {
    /// So many single rows that are all refused speak against the endpoint and not the rows.
    private static final int SUSPECTS = 3;
    /// Where they are all of few series, it takes more of them: each is a request.
    private static final int REFUSALS = 10;

    /// So many single rows refused with none taken between, and ranges need not be halved down to single rows.
    private static final int IN_A_ROW = 32;

    private final Output output;
    private final MetricBatch batch;
    private final OutputCounts counts;
    private final BitSet delivered = new BitSet();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<Rejection> suspects = new ArrayList<>();
    private final Set<Series> suspectSeries = new HashSet<>();
    private WriteResult.@Nullable RetryLater rest;
    private boolean endpointTakes;
    private int refusedInARow;

    private Delivery(Output output, MetricBatch batch, OutputCounts counts) {
        this.output = output;
        this.batch = batch;
        this.counts = counts;
    }

    /// What came of a try.
    ///
    /// @param delivered rows that the receiver has
    /// @param rejected rows that it will never take
    /// @param rest why the others are to be tried again, and when; null where there are none
    record Outcome(BitSet delivered, List<Rejection> rejected, WriteResult.@Nullable RetryLater rest) {
        Duration floor() {
            return rest == null || rest.after() == null ? Duration.ZERO : rest.after();
        }
    }

    /// @param endpointTook whether the endpoint has taken anything before
    static Outcome attempt(Output output, MetricBatch batch, OutputCounts counts, boolean endpointTook)
            throws InterruptedException {
        Delivery delivery = new Delivery(output, batch, counts);
        delivery.endpointTakes = endpointTook;
        delivery.write(0, batch.size());
        delivery.judgeSuspects();
        return new Outcome(delivery.delivered, delivery.rejected, delivery.rest);
    }

    private void write(int from, int to) throws InterruptedException {
        if (rest != null) {
            return;
        }
        switch (call(batch.slice(from, to))) {
            case WriteResult.Accepted accepted -> accept(from, to);
            case WriteResult.Partial partial -> take(partial, from, to);
            case WriteResult.RetryLater later -> rest = later;
            case WriteResult.TooLarge tooLarge -> halve(from, to, tooLarge.reason(), false);
            case WriteResult.Refused refused -> halve(from, to, refused.reason(), true);
        }
    }

    private WriteResult call(MetricBatch part) throws InterruptedException {
        long began = System.nanoTime();
        try {
            return Objects.requireNonNull(output.write(part), "write returned null");
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable problem) {
            String message = problem.getMessage();
            return WriteResult.retry(message == null ? problem.toString() : message);
        } finally {
            counts.wrote(System.nanoTime() - began);
        }
    }

    private void accept(int from, int to) {
        delivered.set(from, to);
        tookRows();
    }

    private void tookRows() {
        endpointTakes = true;
        refusedInARow = 0;
    }

    private void take(WriteResult.Partial partial, int from, int to) {
        BitSet settled = new BitSet();
        for (int row = partial.accepted().nextSetBit(0);
                row >= 0 && from + row < to;
                row = partial.accepted().nextSetBit(row + 1)) {
            delivered.set(from + row);
            settled.set(row);
        }
        for (Rejection rejection : partial.rejected()) {
            if (from + rejection.row() < to && !settled.get(rejection.row())) {
                rejected.add(new Rejection(from + rejection.row(), rejection.reason()));
                settled.set(rejection.row());
            }
        }
        if (!partial.accepted().isEmpty()) {
            tookRows();
        }
        if (settled.cardinality() < to - from) {
            rest = partial.rest();
        }
    }

    private void halve(int from, int to, String reason, boolean refused) throws InterruptedException {
        if (to - from == 1) {
            judge(from, reason, refused);
        } else if (refused && endpointTakes && refusedInARow >= Math.max(IN_A_ROW, to - from)) {
            refuse(from, to, reason);
        } else {
            int middle = (from + to) >>> 1;
            write(from, middle);
            write(middle, to);
        }
    }

    private void judge(int row, String reason, boolean refused) {
        if (!refused) {
            rejected.add(new Rejection(row, reason));
        } else if (endpointTakes) {
            rejected.add(new Rejection(row, reason));
            refusedInARow++;
        } else {
            suspect(row, reason);
        }
    }

    /// Rejects a refused range as a whole if its last row is refused, too.
    private void refuse(int from, int to, String reason) throws InterruptedException {
        int before = refusedInARow;
        write(to - 1, to);
        if (refusedInARow == before + 1) {
            for (int row = from; row < to - 1; row++) {
                judge(row, reason, true);
            }
        } else {
            write(from, to - 1);
        }
    }

    private void suspect(int row, String reason) {
        suspects.add(new Rejection(row, reason));
        suspectSeries.add(batch.series(row));
        if (suspectSeries.size() >= SUSPECTS || suspects.size() >= REFUSALS) {
            holdSuspects();
        }
    }

    /// Suspects are guilty once the endpoint has taken something.
    private void judgeSuspects() {
        if (endpointTakes) {
            rejected.addAll(suspects);
        } else if (!suspects.isEmpty() && rest == null) {
            holdSuspects();
        }
    }

    private void holdSuspects() {
        String reason = suspects.get(0).reason();
        rest = new WriteResult.RetryLater(
                null, "has never taken a row, so that it may be the endpoint that is wrong: " + reason);
    }
}
