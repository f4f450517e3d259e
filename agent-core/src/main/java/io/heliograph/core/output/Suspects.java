package io.heliograph.core.output;

import io.heliograph.api.Series;
import io.heliograph.api.WriteResult.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Single rows that an endpoint has refused since it last took anything.
final class Suspects {
    /// So many of different series speak against the endpoint and not the rows.
    private static final int SERIES = 3;
    /// Where they are all of few series, it takes more of them: each is a request.
    private static final int ROWS = 10;
    /// How often the patience is doubled at most.
    private static final int MOST_PATIENCE = 1 << 10;

    private final List<Rejection> rows = new ArrayList<>();
    private final Set<Series> series = new HashSet<>();
    private boolean refused;
    private int patience = 1;

    void add(int row, String reason, Series of, boolean isRefused) {
        rows.add(new Rejection(row, reason));
        series.add(of);
        refused |= isRefused;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    boolean has(int row) {
        for (Rejection suspect : rows) {
            if (suspect.row() == row) {
                return true;
            }
        }
        return false;
    }

    boolean speakAgainstTheEndpoint() {
        return series.size() >= SERIES * patience || rows.size() >= ROWS * patience;
    }

    /// A row that is too large needs no witness, as long as it is not the third.
    boolean areFewAndTooLarge() {
        return !refused && series.size() < SERIES;
    }

    /// The endpoint was asked and is well: it is asked again after twice as many.
    void relax() {
        patience = Math.min(2 * patience, MOST_PATIENCE);
    }

    /// It takes rows of its own accord.
    void reset() {
        patience = 1;
    }

    /// Of the first, in the receiver's words.
    String reason() {
        return rows.getFirst().reason();
    }

    /// All of them, and there are none any more.
    List<Rejection> take() {
        List<Rejection> all = List.copyOf(rows);
        rows.clear();
        series.clear();
        refused = false;
        return all;
    }
}
