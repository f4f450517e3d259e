package io.heliograph.plugins.influxdb.v2;

import io.heliograph.api.WriteResult;
import java.time.Duration;

/// Whether the host is looking for bad rows, by halves and by asking again. It remembers nothing of that from one try
/// to the next, so a search that is given back in its midst would begin anew for ever.
final class Search {
    /// The host asks again for a row that it finds bad, and for one that was taken before.
    private static final int ASKED_BESIDES = 3;

    private long open;

    /// Whether rows of those that were refused are not found to be good or bad yet.
    boolean isUnderWay() {
        return open > 0;
    }

    WriteResult noted(WriteResult result, int rows) {
        switch (result) {
            case WriteResult.Accepted accepted -> open = Math.max(0, open - rows);
            case WriteResult.RetryLater later -> open = 0; // the try is over
            case WriteResult.Refused refused -> look(rows);
            case WriteResult.TooLarge tooLarge -> look(rows);
            case WriteResult.Partial partial -> note(partial, rows);
        }
        return result;
    }

    private void look(long rows) {
        open = Math.max(open, rows + ASKED_BESIDES);
    }

    /// What is left of it is written at once, or in another try.
    private void note(WriteResult.Partial partial, int rows) {
        long left = rows - partial.accepted().cardinality() - partial.rejected().size();
        boolean goesOn = left > 0 && Duration.ZERO.equals(partial.rest().after());
        if (goesOn) {
            look(left);
        } else {
            open = 0;
        }
    }
}
