package io.heliograph.core.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Output;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.core.buffer.Loss;
import io.heliograph.testkit.RecordingAccumulator;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {
    private static final OutputCounts UNCOUNTED = new OutputCounts() {
        @Override
        public void wrote(long nanos) {}

        @Override
        public void failed(Throwable problem) {}

        @Override
        public void refused(Loss loss, long rows, String reason) {}

        @Override
        public void recovered() {}

        @Override
        public void late(String doing, Duration sofar) {}

        @Override
        public void stuck(String doing, Duration sofar) {}

        @Override
        public void cameBack(String doing, Duration after) {}
    };

    /// Rows of so many series.
    private static MetricBatch rows(int count) {
        RecordingAccumulator out = new RecordingAccumulator();
        for (int row = 0; row < count; row++) {
            out.row(out.series("m", "n", String.valueOf(row)))
                    .put("v", (long) row)
                    .emit();
        }
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        return batch.seal();
    }

    private static final long WITNESS = -1;

    private static MetricBatch witness() {
        RecordingAccumulator out = new RecordingAccumulator();
        out.row(out.series("w")).put("v", WITNESS).emit();
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        return batch.seal();
    }

    private static Delivery.Outcome attempt(Output output, int rows, boolean endpointTook) throws Exception {
        return Delivery.attempt(output, rows(rows), rows, UNCOUNTED, endpointTook ? witness() : null);
    }

    /// Refuses any batch with one of these rows.
    private static Output refusing(Set<Long> bad) {
        return batch -> {
            for (int row = 0; row < batch.size(); row++) {
                if (bad.contains(batch.bits(row, 0))) {
                    return new WriteResult.Refused("bad row");
                }
            }
            return WriteResult.ACCEPTED;
        };
    }

    @Test
    void findsTheBadRowsByHalving() throws Exception {
        Delivery.Outcome outcome = attempt(refusing(Set.of(3L, 6L)), 8, false);
        assertThat(outcome.delivered().cardinality()).isEqualTo(6);
        assertThat(outcome.rejected())
                .containsExactlyInAnyOrder(new Rejection(3, "bad row"), new Rejection(6, "bad row"));
        assertThat(outcome.rest()).isNull();
    }

    /// Counts the requests to an output.
    private static Output counting(int[] requests, Output output) {
        return batch -> {
            requests[0]++;
            return output.write(batch);
        };
    }

    @Test
    void onePoisonedRowCostsFewRequests() throws Exception {
        int[] requests = new int[1];
        Delivery.Outcome outcome = attempt(counting(requests, refusing(Set.of(617L))), 1000, false);
        assertThat(outcome.delivered().cardinality()).isEqualTo(999);
        assertThat(outcome.rejected()).containsExactly(new Rejection(617, "bad row"));
        assertThat(requests[0]).isLessThan(30);
    }

    /// Takes the witness and nothing else.
    private static final Output TAKES_NONE_OF_THESE =
            batch -> batch.bits(0, 0) == WITNESS ? WriteResult.ACCEPTED : new WriteResult.Refused("bad");

    @Test
    void aBatchThatIsBadThroughoutIsNotHalvedDownToItsRows() throws Exception {
        int[] requests = new int[1];
        Delivery.Outcome outcome = attempt(counting(requests, TAKES_NONE_OF_THESE), 5000, true);
        assertThat(outcome.rejected()).hasSize(5000).doesNotHaveDuplicates();
        assertThat(outcome.rest()).isNull();
        assertThat(requests[0]).isLessThan(120);
    }

    @Test
    void goodRowsBehindManyBadOnesAreDelivered() throws Exception {
        Set<Long> bad = LongStream.range(0, 100).boxed().collect(Collectors.toSet());
        Delivery.Outcome outcome = attempt(refusing(bad), 1000, true);
        assertThat(outcome.delivered().cardinality()).isEqualTo(900);
        assertThat(outcome.rejected()).hasSize(100);
    }

    /// Though all its rows are of few series: it refuses the row that it took last, too.
    @Test
    void aLimitThatBecomesTooSmallForAnythingCondemnsNoRow() throws Exception {
        Delivery.Outcome outcome = attempt(batch -> new WriteResult.TooLarge("413"), 2, true);
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.rest()).isNotNull();
    }

    @Test
    void doubtsAnEndpointThatNeverTookAnything() throws Exception {
        Delivery.Outcome outcome = attempt(batch -> new WriteResult.Refused("no such database"), 64, false);
        assertThat(outcome.delivered().isEmpty()).isTrue();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.rest()).isNotNull();
    }

    @Test
    void rejectsAllOfABatchWhereTheEndpointStillTakesWhatItTookBefore() throws Exception {
        Delivery.Outcome outcome = attempt(TAKES_NONE_OF_THESE, 4, true);
        assertThat(outcome.rejected()).hasSize(4);
        assertThat(outcome.rest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 1000})
    void doubtsAnEndpointThatRefusesWhatItTookBefore(int rows) throws Exception {
        int[] requests = new int[1];
        Output wrong = counting(requests, batch -> new WriteResult.Refused("<html>who are you?</html>"));
        Delivery.Outcome outcome = attempt(wrong, rows, true);
        assertThat(outcome.delivered().isEmpty()).isTrue();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.doubtful()).isTrue();
        assertThat(requests[0]).isLessThan(20);
    }

    /// Whenever the endpoint goes wrong, and whenever it comes back.
    @Test
    void anEndpointThatGoesWrongInTheMiddleCostsNothing() throws Exception {
        for (int wrongFrom = 1; wrongFrom < 40; wrongFrom++) {
            for (int wrongUntil = wrongFrom + 1; wrongUntil < 60; wrongUntil++) {
                int from = wrongFrom;
                int until = wrongUntil;
                int[] requests = new int[1];
                Output flaps = batch -> {
                    requests[0]++;
                    return requests[0] >= from && requests[0] < until
                            ? new WriteResult.Refused("wrong")
                            : refusing(Set.of(77L)).write(batch);
                };
                Delivery.Outcome outcome = attempt(flaps, 100, true);
                assertThat(outcome.rejected())
                        .as("wrong from %s until %s", from, until)
                        .allSatisfy(of -> assertThat(of.row()).isEqualTo(77));
            }
        }
    }

    @Test
    void asksWithTheNewestRowWhereNothingWasTakenBefore() throws Exception {
        Set<Long> bad = LongStream.range(0, 50).boxed().collect(Collectors.toSet());
        Delivery.Outcome outcome = Delivery.attempt(refusing(bad), rows(100), 50, UNCOUNTED, null);
        assertThat(outcome.rejected()).hasSize(50);
        assertThat(outcome.delivered().stream().toArray()).containsExactly(99);
        assertThat(outcome.lastTaken()).isEqualTo(99);
        assertThat(outcome.rest()).isNull();
    }

    @Test
    void anEndpointThatFindsEverythingTooLargeIsInDoubtToo() throws Exception {
        Delivery.Outcome outcome = attempt(batch -> new WriteResult.TooLarge("too large"), 100, true);
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.doubtful()).isTrue();
        assertThat(attempt(batch -> new WriteResult.TooLarge("too large"), 1, false)
                        .rejected())
                .containsExactly(new Rejection(0, "too large"));
    }

    @Test
    void halvesWhatIsTooLargeAndRejectsARowThatIsSoAlone() throws Exception {
        Output output = batch -> batch.size() > 2 || batch.bits(0, 0) == 7 || batch.size() == 2 && batch.bits(1, 0) == 7
                ? new WriteResult.TooLarge("too large")
                : WriteResult.ACCEPTED;
        Delivery.Outcome outcome = attempt(output, 8, false);
        assertThat(outcome.delivered().cardinality()).isEqualTo(7);
        assertThat(outcome.rejected()).containsExactly(new Rejection(7, "too large"));
    }

    @Test
    void keepsTheRestOfAPartialWrite() throws Exception {
        BitSet accepted = new BitSet();
        accepted.set(0);
        WriteResult partial = new WriteResult.Partial(
                accepted, List.of(new Rejection(1, "bad")), new WriteResult.RetryLater(Duration.ofSeconds(7), "busy"));
        Delivery.Outcome outcome = attempt(batch -> partial, 3, false);
        assertThat(outcome.delivered()).isEqualTo(accepted);
        assertThat(outcome.rejected()).containsExactly(new Rejection(1, "bad"));
        assertThat(outcome.floor()).isEqualTo(Duration.ofSeconds(7));
    }

    /// Of two databases one is well, and the other refuses a row: row 1 in three are of the other.
    @Test
    void looksAtOnceForTheBadRowsInTheRestOfAPartialWrite() throws Exception {
        Output output = batch -> {
            BitSet well = new BitSet();
            boolean bad = false;
            for (int row = 0; row < batch.size(); row++) {
                well.set(row, batch.bits(row, 0) % 3 != 1);
                bad |= batch.bits(row, 0) == 4;
            }
            if (!bad) {
                return WriteResult.ACCEPTED;
            }
            return well.isEmpty()
                    ? new WriteResult.Refused("bad row")
                    : new WriteResult.Partial(well, List.of(), new WriteResult.RetryLater(Duration.ZERO, "bad row"));
        };
        Delivery.Outcome outcome = attempt(output, 30, false);
        assertThat(outcome.rejected()).containsExactly(new Rejection(4, "bad row"));
        assertThat(outcome.delivered().cardinality()).isEqualTo(29);
        assertThat(outcome.rest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverIsAlwaysThrownIsTriedAgain(boolean checked) throws Exception {
        Delivery.Outcome outcome = attempt(
                batch -> {
                    throw checked ? new java.io.IOException("a defect") : new IllegalStateException("a defect");
                },
                20,
                true);
        assertThat(outcome.delivered().isEmpty()).isTrue();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(Objects.requireNonNull(outcome.rest()).reason()).contains("a defect");
    }

    @Test
    void aRowThatCannotBeSerializedIsRejectedAlone() throws Exception {
        Output throwing = batch -> {
            if (refusing(Set.of(3L)).write(batch) instanceof WriteResult.Refused) {
                throw new IllegalArgumentException("no such character");
            }
            return WriteResult.ACCEPTED;
        };
        Delivery.Outcome outcome = attempt(throwing, 1000, false);
        assertThat(outcome.delivered().cardinality()).isEqualTo(999);
        assertThat(outcome.rejected())
                .containsExactly(
                        new Rejection(3, "cannot be written: java.lang.IllegalArgumentException: no such character"));
    }

    @Test
    void asksAWrongEndpointOnlyAFewTimesEvenAboutOneSeries() throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        for (int row = 0; row < 1000; row++) {
            out.row(out.series("m")).put("v", (long) row).emit();
        }
        MetricBatch.Builder batch = new MetricBatch.Builder();
        out.metrics().forEach(batch::add);
        int[] requests = new int[1];
        Output wrong = part -> {
            requests[0]++;
            return new WriteResult.Refused("no such database");
        };
        assertThat(Delivery.attempt(wrong, batch.seal(), 1000, UNCOUNTED, null).rest())
                .isNotNull();
        assertThat(requests[0]).isLessThan(50);
    }
}
