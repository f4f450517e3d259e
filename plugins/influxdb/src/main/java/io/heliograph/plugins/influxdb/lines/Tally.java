package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Refused;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.api.WriteResult.RetryLater;
import io.heliograph.api.WriteResult.TooLarge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of the rows of one batch while its groups are written one after the other.
final class Tally {
    private final BitSet accepted = new BitSet();
    private final BitSet settled = new BitSet();
    private final List<Rejection> rejected = new ArrayList<>();
    private @Nullable WriteResult failure;

    /// The server has what is not settled yet of these rows.
    void accept(Rows rows) {
        for (int row = 0; row < rows.size(); row++) {
            int origin = rows.origin(row);
            if (!settled.get(origin)) {
                accepted.set(origin);
                settled.set(origin);
            }
        }
    }

    /// No server will take a row.
    ///
    /// @param origin its index in the host's batch
    void reject(int origin, String reason) {
        if (!settled.get(origin)) {
            settled.set(origin);
            rejected.add(new Rejection(origin, reason));
        }
    }

    /// The rows that are delivered or rejected, by the host's index.
    BitSet settled() {
        return settled;
    }

    /// Some rows stay unsettled. Of several failures one that asks for time counts before one that calls for halving.
    void fail(WriteResult why) {
        if (failure == null || why instanceof RetryLater && !(failure instanceof RetryLater)) {
            failure = why;
        }
    }

    /// The result for the host. Where a part went well, the rest comes back alone, and only then is halved.
    WriteResult result(MetricBatch batch) {
        WriteResult why = failure;
        if (why == null) {
            return rejected.isEmpty()
                    ? WriteResult.ACCEPTED
                    : new WriteResult.Partial(accepted, rejected, later("nothing is left"));
        }
        if (settled.isEmpty() || settled.cardinality() == batch.size()) {
            return why;
        }
        return new WriteResult.Partial(accepted, rejected, rest(why));
    }

    private static RetryLater rest(WriteResult why) {
        return switch (why) {
            case RetryLater wait -> wait;
            case Refused(String reason) -> later(reason);
            case TooLarge(String reason) -> later(reason);
            case WriteResult.Accepted done -> later("nothing is left");
            case WriteResult.Partial part -> part.rest();
        };
    }

    private static RetryLater later(String reason) {
        return new RetryLater(Duration.ZERO, reason);
    }
}
