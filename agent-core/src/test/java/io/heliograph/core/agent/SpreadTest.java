package io.heliograph.core.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void staysTheSameAndFillsTheIntervalEvenly() {
        Duration interval = Duration.ofSeconds(10);
        int[] perSecond = new int[10];
        for (int i = 0; i < 1000; i++) {
            Duration spread = Spread.of("host http://node" + i + ":9100/metrics{job=\"node\"}", interval);
            assertThat(spread).isBetween(Duration.ZERO, interval);
            perSecond[(int) spread.toSeconds()]++;
        }
        for (int count : perSecond) {
            assertThat(count).isBetween(60, 140);
        }
        assertThat(Spread.of("a", interval)).isEqualTo(Spread.of("a", interval)).isNotEqualTo(Spread.of("b", interval));
    }
}
