package io.heliograph.core.output;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One try to deliver a batch, halving it where the output says that it is too large or that something in it is bad.
///
/// *No row is condemned by its refusal alone.* A row that is refused, or too large, on its own is a suspect
/// ([Suspects]), and rejected only when the endpoint has taken something since: a wrong path, database or gateway
/// refuses every row, also one that was right a minute ago. While real rows are taken in between, that costs nothing.
/// After three suspects of different series, or ten of any, and at the end, the endpoint is asked: with the row that it
/// took last (the *witness*), and with the last row of the batch. Both are rows that it gets or has anyway; receivers
/// overwrite or ignore the same sample. If it takes neither, nothing is rejected, everything is kept and tried again.
/// Then the first [#ASKED_AGAIN] are asked about once more, as the endpoint may just have come back: where one of them
/// is taken now, the others are kept, too.
///
/// A write that throws what is no `IOException` is taken as a refusal: a row that no serializer can write is found and
/// rejected like one that no receiver takes.
///
/// Where [#IN_A_ROW] single rows were refused with none taken between, ranges are refused as a whole, of as many rows
/// at most as were refused already and each by the word of its last row: a batch that is bad throughout costs about a
/// hundred requests, and not two for each row.
final class Delivery {
    /// So many single rows refused with none taken between, and ranges need not be halved down to single rows.
    private static final int IN_A_ROW = 32;
    /// So many rows are asked about again before they are rejected.
    private static final int ASKED_AGAIN = 10;

    private final Output output;
    private final MetricBatch batch;
    private final OutputCounts counts;
    private final BitSet delivered = new BitSet();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<Rejection> condemned = new ArrayList<>();
    private final Suspects suspects = new Suspects();
    private WriteResult.@Nullable RetryLater rest;
    private boolean doubtful;
    private @Nullable MetricBatch witness;
    private int lastTaken = -1;
    private int refusedInARow;

    private Delivery(Output output, MetricBatch batch, OutputCounts counts, @Nullable MetricBatch witness) {
        this.output = output;
        this.batch = batch;
        this.counts = counts;
        this.witness = witness;
    }

    /// What came of a try.
    ///
    /// @param delivered rows that the receiver has
    /// @param rejected rows that it will never take
    /// @param rest why the others are to be tried again, and when; null where there are none
    /// @param doubtful whether that is because it refuses everything
    /// @param lastTaken the last row that it took, or -1
    record Outcome(
            BitSet delivered,
            List<Rejection> rejected,
            WriteResult.@Nullable RetryLater rest,
            boolean doubtful,
            int lastTaken) {
        /// How many rows need no other try.
        int settled() {
            return delivered.cardinality() + rejected.size();
        }

        Duration floor() {
            return rest == null || rest.after() == null ? Duration.ZERO : rest.after();
        }
    }

    /// Delivers the first rows of a batch. Those behind are not touched, except that the last of them may be asked
    /// with.
    ///
    /// @param rows how many
    /// @param witness a row that the endpoint took before, as a batch; null where it has taken none
    static Outcome attempt(
            Output output, MetricBatch batch, int rows, OutputCounts counts, @Nullable MetricBatch witness)
            throws InterruptedException {
        Delivery delivery = new Delivery(output, batch, counts, witness);
        delivery.write(0, rows);
        delivery.close();
        return new Outcome(delivery.delivered, delivery.rejected, delivery.rest, delivery.doubtful, delivery.lastTaken);
    }

    private void write(int from, int to) throws InterruptedException {
        if (rest != null || to - from == 1 && delivered.get(from)) {
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
            return isOfTheRows(problem)
                    ? new WriteResult.Refused("cannot be written: " + problem)
                    : WriteResult.retry(String.valueOf(problem.getMessage() == null ? problem : problem.getMessage()));
        } finally {
            counts.wrote(System.nanoTime() - began);
        }
    }

    /// What a serializer or plugin throws that is no trouble with the world outside: some row has brought it about.
    private static boolean isOfTheRows(Throwable problem) {
        return problem instanceof RuntimeException && !(problem instanceof UncheckedIOException)
                || problem instanceof StackOverflowError
                || problem instanceof AssertionError;
    }

    private void accept(int from, int to) {
        delivered.set(from, to);
        tookRows(to - 1);
    }

    private void tookRows(int last) {
        refusedInARow = 0;
        lastTaken = last;
        suspects.reset();
        condemned.addAll(suspects.take());
    }

    private void take(WriteResult.Partial partial, int from, int to) throws InterruptedException {
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
            tookRows(from + partial.accepted().length() - 1);
        }
        if (settled.cardinality() < to - from) {
            if (!settled.isEmpty() && Duration.ZERO.equals(partial.rest().after())) {
                writeRest(from, to, settled);
            } else {
                rest = partial.rest();
            }
        }
    }

    /// The rows that were not settled, alone: those of another database, say, that was found wrong.
    private void writeRest(int from, int to, BitSet settled) throws InterruptedException {
        MetricBatch.Builder rows = new MetricBatch.Builder();
        int[] origins = new int[to - from - settled.cardinality()];
        for (int row = settled.nextClearBit(0); row < to - from; row = settled.nextClearBit(row + 1)) {
            origins[rows.size()] = from + row;
            rows.copy(batch, from + row);
        }
        MetricBatch known = lastTaken < 0 ? witness : batch.slice(lastTaken, lastTaken + 1);
        Outcome outcome = attempt(output, rows.seal(), origins.length, counts, known);
        outcome.delivered().stream().forEach(row -> delivered.set(origins[row]));
        outcome.rejected().forEach(of -> rejected.add(new Rejection(origins[of.row()], of.reason())));
        rest = outcome.rest();
        doubtful |= outcome.doubtful();
        lastTaken = outcome.lastTaken() < 0 ? lastTaken : origins[outcome.lastTaken()];
    }

    private void halve(int from, int to, String reason, boolean refused) throws InterruptedException {
        if (to - from == 1) {
            suspect(from, reason, refused);
        } else if (refused && refusedInARow >= Math.max(IN_A_ROW, to - from)) {
            refuse(from, to, reason);
        } else {
            int middle = (from + to) >>> 1;
            write(from, middle);
            if (refused && to - middle > 1 && rest == null && delivered.nextClearBit(from) >= middle) {
                halve(middle, to, reason, true); // what is bad must be in there
            } else {
                write(middle, to);
            }
        }
    }

    /// Refuses a range as a whole if its last row is refused, too.
    private void refuse(int from, int to, String reason) throws InterruptedException {
        int before = refusedInARow;
        write(to - 1, to);
        if (rest == null && refusedInARow == before + 1) {
            for (int row = from; row < to - 1; row++) {
                suspect(row, reason, true);
            }
        } else {
            write(from, to - 1);
        }
    }

    private void suspect(int row, String reason, boolean refused) throws InterruptedException {
        if (rest != null) {
            return;
        }
        refusedInARow += refused ? 1 : 0;
        suspects.add(row, reason, batch.series(row), refused);
        if (suspects.speakAgainstTheEndpoint()) {
            askTheEndpoint();
        }
    }

    private void askTheEndpoint() throws InterruptedException {
        int last = batch.size() - 1;
        boolean takes = witness != null && isWell(answer(witness));
        if (!takes && rest == null && !delivered.get(last) && !suspects.has(last)) {
            takes = answer(batch.slice(last, last + 1)) instanceof WriteResult.Accepted;
            if (takes) {
                delivered.set(last);
                lastTaken = last;
                witness = batch.slice(last, last + 1);
            }
        }
        if (takes) {
            suspects.relax();
            condemned.addAll(suspects.take());
        } else if (rest == null) {
            hold();
        }
    }

    /// Or can at least tell that the row has become too old, say.
    private static boolean isWell(WriteResult answer) {
        return answer instanceof WriteResult.Accepted || answer instanceof WriteResult.Partial;
    }

    private WriteResult answer(MetricBatch row) throws InterruptedException {
        WriteResult result = call(row);
        if (result instanceof WriteResult.RetryLater later) {
            rest = later;
        }
        return result;
    }

    private void hold() {
        if (witness == null && suspects.areFewAndTooLarge()) {
            rejected.addAll(suspects.take());
            return;
        }
        doubtful = true;
        rest = new WriteResult.RetryLater(
                null, "refuses every row, so that it may be the endpoint that is wrong: " + suspects.reason());
    }

    private void close() throws InterruptedException {
        if (rest == null && !suspects.isEmpty()) {
            askTheEndpoint();
        }
        condemned.removeIf(of -> delivered.get(of.row()));
        boolean same = true;
        for (int i = 0; i < Math.min(ASKED_AGAIN, condemned.size()) && rest == null && same; i++) {
            same = isRefusedAgain(condemned.get(i).row());
        }
        if (same && rest == null) {
            rejected.addAll(condemned);
        } else if (rest == null) {
            rest = new WriteResult.RetryLater(Duration.ZERO, "took a row that it had refused before");
        }
    }

    private boolean isRefusedAgain(int row) throws InterruptedException {
        WriteResult result = answer(batch.slice(row, row + 1));
        if (result instanceof WriteResult.Accepted) {
            delivered.set(row);
            lastTaken = row;
        }
        return !(result instanceof WriteResult.Accepted || result instanceof WriteResult.RetryLater);
    }
}
