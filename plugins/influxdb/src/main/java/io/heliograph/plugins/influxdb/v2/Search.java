package io.heliograph.plugins.influxdb.v2;

import io.heliograph.api.WriteResult;

/// Whether the host is looking for bad rows, by halves and by asking again. It remembers nothing of that from one try
/// to the next, so a search that is put off in its midst would begin anew for ever: its few small requests are let
/// through, and what follows waits the longer.
final class Search {
    /// The host asks for a row that was taken before at most once between two that are refused.
    private static final int DONE = 2;

    private int takenInARow = DONE;

    boolean isUnderWay() {
        return takenInARow < DONE;
    }

    WriteResult noted(WriteResult result) {
        switch (result) {
            case WriteResult.Accepted accepted -> takenInARow++;
            case WriteResult.RetryLater later -> takenInARow = DONE; // the try is over
            case WriteResult.Refused refused -> takenInARow = 0;
            case WriteResult.TooLarge tooLarge -> takenInARow = 0;
            case WriteResult.Partial partial -> takenInARow = 0;
        }
        return result;
    }
}
