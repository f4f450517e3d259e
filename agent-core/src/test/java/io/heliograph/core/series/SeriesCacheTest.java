package io.heliograph.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Series;
import org.junit.jupiter.api.Test;

class SeriesCacheTest {
    private final SeriesCache cache = new SeriesCache();

    @Test
    void equalSeriesAreOneObject() {
        assertThat(cache.canonical(Series.of("m", "a", "1"))).isSameAs(cache.canonical(Series.of("m", "a", "1")));
    }

    @Test
    void seriesIsForgottenAfterTwoWholeAgesWithoutAQuestion() {
        cache.canonical(Series.of("m"));
        cache.age(); // ends the age of the question
        cache.age();
        assertThat(cache.size()).isEqualTo(1);
        cache.age();
        assertThat(cache.size()).isZero();
    }

    @Test
    void questionKeepsASeries() {
        for (int age = 0; age < 5; age++) {
            cache.canonical(Series.of("m"));
            cache.age();
            cache.age();
        }
        assertThat(cache.size()).isEqualTo(1);
    }
}
