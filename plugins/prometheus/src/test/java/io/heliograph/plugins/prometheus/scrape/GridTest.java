package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void aLittleLatenessIsEvenedOutAndMuchIsTold() {
        Grid grid = new Grid(Duration.ofSeconds(10));
        assertThat(grid.time(5_000)).isEqualTo(5_000);
        assertThat(grid.time(15_002)).isEqualTo(15_000);
        assertThat(grid.time(24_999)).isEqualTo(25_000);
        assertThat(grid.time(45_001)).isEqualTo(45_000);
        assertThat(grid.time(55_300)).isEqualTo(55_300);
        assertThat(grid.time(65_301)).isEqualTo(65_300);
    }

    @Test
    void aShortIntervalTakesNoTolerance() {
        Grid grid = new Grid(Duration.ofMillis(90));
        assertThat(grid.time(0)).isZero();
        assertThat(grid.time(91)).isEqualTo(91);
    }
}
