package io.heliograph.plugins.influxdb.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.WriteResult;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final WriteResult REFUSED = new WriteResult.Refused("bad");

    private final Search search = new Search();

    private static WriteResult.Partial half(Duration after) {
        BitSet taken = new BitSet();
        taken.set(0, 5);
        return new WriteResult.Partial(taken, List.of(), new WriteResult.RetryLater(after, "the rest"));
    }

    /// As the host does it, with the bad row in front.
    @Test
    void lastsUntilAllRowsAreFoundGoodOrBad() {
        for (int rows = 64; rows > 0; rows /= 2) {
            search.noted(REFUSED, rows);
        }
        for (int rows = 1; rows < 64; rows *= 2) {
            search.noted(WriteResult.ACCEPTED, rows);
            assertThat(search.isUnderWay()).as("after %d", rows).isTrue();
        }
        search.noted(WriteResult.ACCEPTED, 1); // a row that was taken before
        assertThat(search.isUnderWay()).isTrue();
        search.noted(REFUSED, 1); // the bad one again
        assertThat(search.isUnderWay()).isTrue();
        search.noted(WriteResult.ACCEPTED, 64);
        assertThat(search.isUnderWay()).isFalse();
    }

    @Test
    void endsWithTheTry() {
        search.noted(REFUSED, 64);
        search.noted(WriteResult.retry("away"), 32);
        assertThat(search.isUnderWay()).isFalse();
    }

    @Test
    void whatIsTakenInPartIsSearchedOnlyWhereTheRestIsWrittenAtOnce() {
        search.noted(half(null), 10);
        assertThat(search.isUnderWay()).isFalse();
        search.noted(half(Duration.ZERO), 10);
        assertThat(search.isUnderWay()).isTrue();
    }
}
