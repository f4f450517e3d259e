package io.heliograph.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a batch, by the index of its rows.
public sealed interface WriteResult {
    /// All rows are delivered.
    WriteResult ACCEPTED = new Accepted();

    /// All rows are delivered but those that the serializer left out, which are rejected with its reasons.
    static WriteResult accepted(MetricBatch batch, ByteSink written) {
        if (written.leftOut().isEmpty()) {
            return ACCEPTED;
        }
        BitSet accepted = new BitSet();
        accepted.set(0, batch.size());
        List<Rejection> rejected = new ArrayList<>();
        written.leftOut().forEach((row, reason) -> {
            accepted.clear(row);
            rejected.add(new Rejection(row, reason));
        });
        return new Partial(accepted, rejected, new RetryLater(null, "left out"));
    }

    /// Nothing is delivered; try again after the host's own backoff.
    static WriteResult retry(String reason) {
        return new RetryLater(null, reason);
    }

    /// Nothing is delivered; try again no sooner than after a while that the receiver asked for.
    static WriteResult retry(@Nullable Duration after, String reason) {
        return new RetryLater(after, reason);
    }

    /// See [#ACCEPTED].
    record Accepted() implements WriteResult {}

    /// Some rows are delivered, some never will be.
    ///
    /// @param accepted the rows that are delivered
    /// @param rejected the rows that the receiver will never take
    /// @param rest when and why the rows in neither are tried again
    record Partial(BitSet accepted, List<Rejection> rejected, RetryLater rest) implements WriteResult {
        /// Takes copies.
        public Partial {
            accepted = (BitSet) accepted.clone();
            rejected = List.copyOf(rejected);
        }
    }

    /// A row that will never be taken.
    ///
    /// @param row its index in the batch
    /// @param reason in the receiver's words
    record Rejection(int row, String reason) {}

    /// Nothing is delivered for now: the receiver is away, busy, or does not know us.
    ///
    /// @param after no sooner than this; null leaves it to the host
    /// @param reason for the operator
    record RetryLater(@Nullable Duration after, String reason) implements WriteResult {}

    /// The batch is too large for the receiver; the host halves it, and rejects a row that is too large alone.
    ///
    /// @param reason in the receiver's words
    record TooLarge(String reason) implements WriteResult {}

    /// Something in the batch is bad, it is unknown what; the host looks for it by halving.
    ///
    /// @param reason in the receiver's words
    record Refused(String reason) implements WriteResult {}
}
