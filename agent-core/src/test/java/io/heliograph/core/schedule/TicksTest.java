package io.heliograph.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.faults.FaultRow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Duration TEN = Duration.ofSeconds(10);

    private static Ticks aligned(Duration offset, double nowSeconds) {
        return new Ticks(TEN, offset, Duration.ZERO, true, (long) (nowSeconds * SECOND));
    }

    @Test
    void areMultiplesOfTheInterval() {
        Ticks ticks = aligned(Duration.ZERO, 1003);
        assertThat(ticks.next()).isEqualTo(1010 * SECOND);
        assertThat(ticks.advance(1010 * SECOND)).isZero();
        assertThat(ticks.next()).isEqualTo(1020 * SECOND);
    }

    @Test
    void areMovedByTheOffset() {
        assertThat(aligned(Duration.ofSeconds(3), 1003.5).next()).isEqualTo(1013 * SECOND);
        assertThat(aligned(Duration.ofSeconds(3), 1001).next()).isEqualTo(1003 * SECOND);
    }

    @FaultRow(56)
    void areSkippedWhereTheyWereMissed() {
        Ticks ticks = aligned(Duration.ZERO, 1003);
        assertThat(ticks.advance(1035 * SECOND)).isEqualTo(2);
        assertThat(ticks.next()).isEqualTo(1040 * SECOND);
    }

    @Test
    void countFromNowWhereTheyAreNotAligned() {
        Ticks ticks = new Ticks(TEN, Duration.ZERO, Duration.ZERO, false, 1003 * SECOND);
        assertThat(ticks.next()).isEqualTo(1003 * SECOND);
        ticks.advance(1003 * SECOND);
        assertThat(ticks.next()).isEqualTo(1013 * SECOND);
    }

    @Test
    void jitterDoesNotAddUp() {
        Ticks ticks = new Ticks(TEN, Duration.ZERO, Duration.ofSeconds(2), true, 1003 * SECOND);
        for (int i = 0; i < 50; i++) {
            long base = (1010 + 10L * i) * SECOND;
            assertThat(ticks.next()).isBetween(base, base + 2 * SECOND).isEqualTo(ticks.next());
            ticks.advance(base + SECOND);
        }
    }

    @FaultRow(56)
    void followAClockThatWasSetBack() {
        Ticks ticks = aligned(Duration.ZERO, 10_003);
        ticks.follow(503 * SECOND);
        assertThat(ticks.next()).isBetween(503 * SECOND, 523 * SECOND);
    }
}
