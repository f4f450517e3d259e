package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private static NativeHistogram histogram(int schema, int[] spans, double... counts) {
        Buckets buckets = new Buckets(spans, counts);
        return new NativeHistogram(schema, 10, 1, 0, 0, buckets, Buckets.NONE, new double[0], false);
    }

    @Test
    void halvesTheResolutionUntilItFits() throws Fault {
        // buckets -1, 0, 1, 2, 5: in half the resolution 0, 0, 1, 1, 3
        NativeHistogram fine = histogram(2, new int[] {-1, 4, 2, 1}, 1, 2, 3, 4, 5);
        assertThat(Resolution.of(5, 0).fit(fine)).isSameAs(fine);
        NativeHistogram half = Resolution.of(4, 0).fit(fine);
        assertThat(half.schema()).isEqualTo(1);
        assertThat(half.positive()).isEqualTo(new Buckets(new int[] {0, 2, 1, 1}, new double[] {3, 7, 5}));
        // and again: 0, 1, 2
        NativeHistogram quarter = Resolution.of(3, 2).fit(fine);
        assertThat(quarter.schema()).isEqualTo(0);
        assertThat(quarter.positive()).isEqualTo(new Buckets(new int[] {0, 3}, new double[] {3, 7, 5}));
    }

    @Test
    void takesTheSchemaOfAFactor() {
        assertThat(Resolution.of(0, 0).finestSchema()).isEqualTo(8);
        assertThat(Resolution.of(0, 1.1).finestSchema()).isEqualTo(2);
        assertThat(Resolution.of(0, 2).finestSchema()).isEqualTo(0);
        assertThat(Resolution.of(0, 1e9).finestSchema()).isEqualTo(-4);
    }

    @Test
    void refusesWhatCannotBeMadeToFit() {
        NativeHistogram coarsest = histogram(-4, new int[] {0, 1, 5, 1}, 1, 2);
        assertThatThrownBy(() -> Resolution.of(1, 0).fit(coarsest))
                .hasMessageContaining("native_histogram_bucket_limit");
        NativeHistogram custom = histogram(-53, new int[] {0, 2}, 1, 2);
        assertThatThrownBy(() -> Resolution.of(1, 0).fit(custom)).hasMessageContaining("2 buckets, and 1");
    }
}
