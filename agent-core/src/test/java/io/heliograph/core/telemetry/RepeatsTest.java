package io.heliograph.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Repeats repeats = new Repeats();

    @Test
    void repeatsAreToldAtGrowingDistances() {
        assertThat(repeats.tell("in", "refused", SECOND)).isEmpty();
        assertThat(repeats.tell("in", "refused", 2 * SECOND)).isNull();
        assertThat(repeats.tell("in", "refused", 62 * SECOND)).isEqualTo(" (2 more since it was last told)");
        assertThat(repeats.tell("in", "refused", 130 * SECOND)).isNull();
        assertThat(repeats.tell("in", "refused", 190 * SECOND)).isEqualTo(" (2 more since it was last told)");
        assertThat(repeats.tell("another", "refused", 190 * SECOND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gathering has not come back yet (10 s so far), gathering has not come back yet (20 s so far)",
        "not done within 5003ms, not done within 17ms",
        "took 1.5s., took 22.25s.",
        "12 rows rejected: too old, 3 rows rejected: too old",
        "line 4: bad, line 77: bad"
    })
    void numbersDoNotMakeAnotherProblem(String one, String other) {
        assertThat(repeats.tell("in", one, SECOND)).isEmpty();
        assertThat(repeats.tell("in", other, SECOND)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "node7:9100: refused, node8:9100: refused",
        "10.0.0.1:9100: refused, 10.0.0.2:9100: refused",
        "http://10.0.0.1/metrics: refused, http://10.0.0.2/metrics: refused",
        "10.0.0.1 refused, 10.0.0.2 refused",
        "answered with status 503: no, answered with status 401: no",
        "the proxy answered 502 to it, the proxy answered 407 to it"
    })
    void targetsAndAnswersMakeAnotherProblem(String one, String other) {
        assertThat(repeats.tell("in", one, SECOND)).isEmpty();
        assertThat(repeats.tell("in", other, SECOND)).isEmpty();
    }

    @Test
    void thousandsOfTargetsAreToldInBoundsAndNotAnewEachTime() {
        long told = 0;
        for (int minute = 1; minute <= 60; minute++) {
            for (int gather = 0; gather < 6; gather++) {
                for (int target = 0; target < 5000; target++) {
                    long now = (minute * 60L + gather * 10) * SECOND;
                    told += repeats.tell("in", "node" + target + ": refused", now) == null ? 0 : 1;
                }
            }
        }
        assertThat(told).isLessThanOrEqualTo(61L * Repeats.MOST);
        assertThat(repeats.tell("out", "refused", 3600 * SECOND)).isEmpty();
    }

    @Test
    void whatWasNotToldIsCounted() {
        for (int target = 0; target < Repeats.MOST + 50; target++) {
            repeats.tell("in", "node" + target + ": refused", SECOND);
        }
        assertThat(repeats.tell("in", "something else", 70 * SECOND))
                .isEqualTo(" (and 50 other problems were not told)");
    }
}
