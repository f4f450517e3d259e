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

    private static Delivery.Outcome attempt(Output output, int rows, boolean endpointTook) throws Exception {
        return Delivery.attempt(output, rows(rows), UNCOUNTED, endpointTook);
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

    @Test
    void aBatchThatIsBadThroughoutIsNotHalvedDownToItsRows() throws Exception {
        int[] requests = new int[1];
        Output refuses = counting(requests, batch -> new WriteResult.Refused("bad"));
        Delivery.Outcome outcome = attempt(refuses, 5000, true);
        assertThat(outcome.rejected()).hasSize(5000).doesNotHaveDuplicates();
        assertThat(outcome.rest()).isNull();
        assertThat(requests[0]).isLessThan(110);
    }

    @Test
    void goodRowsBehindManyBadOnesAreDelivered() throws Exception {
        Set<Long> bad = LongStream.range(0, 100).boxed().collect(Collectors.toSet());
        Delivery.Outcome outcome = attempt(refusing(bad), 1000, true);
        assertThat(outcome.delivered().cardinality()).isEqualTo(900);
        assertThat(outcome.rejected()).hasSize(100);
    }

    @Test
    void doubtsAnEndpointThatNeverTookAnything() throws Exception {
        Delivery.Outcome outcome = attempt(batch -> new WriteResult.Refused("no such database"), 64, false);
        assertThat(outcome.delivered().isEmpty()).isTrue();
        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.rest()).isNotNull();
    }

    @Test
    void trustsAnEndpointThatTookSomethingBefore() throws Exception {
        Delivery.Outcome outcome = attempt(batch -> new WriteResult.Refused("bad"), 4, true);
        assertThat(outcome.rejected()).hasSize(4);
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

    @Test
    void whateverIsThrownIsTriedAgain() throws Exception {
        Delivery.Outcome outcome = attempt(
                batch -> {
                    throw new AssertionError("a plugin's defect");
                },
                2,
                true);
        assertThat(outcome.delivered().isEmpty()).isTrue();
        assertThat(Objects.requireNonNull(outcome.rest()).reason()).isEqualTo("a plugin's defect");
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
        assertThat(Delivery.attempt(wrong, batch.seal(), UNCOUNTED, false).rest())
                .isNotNull();
        assertThat(requests[0]).isLessThan(50);
    }
}
