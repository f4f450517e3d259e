package io.heliograph.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testkit.faults.FaultRow;
import java.time.Duration;

class SparingTest {
    @FaultRow(7)
    void anHourOfFailuresIsALineAMinute() {
        Sparing sparing = new Sparing(Long.MAX_VALUE - 5);
        long lines = 0;
        long told = 0;
        for (int tenths = 0; tenths < 36_000; tenths++) {
            long now = Long.MAX_VALUE - 5 + Duration.ofMillis(100L * tenths).toNanos();
            if (sparing.passes(1, now)) {
                lines++;
                told += 1 + sparing.untold();
            }
        }
        assertThat(lines).isEqualTo(60);
        assertThat(told + sparing.untold()).isEqualTo(36_000);
    }
}
