package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `convert_classic_histograms_to_nhcb`, and the label of the same meaning.
class ConvertedHistogramsTest {
    private static final String CONVERTS = "convert_classic_histograms_to_nhcb = true";
    private static final String HISTOGRAM =
            "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\nh_sum 4\nh_count 3\n";

    private Exposer exposer;

    @BeforeEach
    void serve() throws Exception {
        exposer = new Exposer();
    }

    @AfterEach
    void stop() {
        exposer.close();
    }

    private static List<Metric> histograms(OneTarget target) {
        return target.metrics().stream()
                .filter(metric -> metric.kind(0) == FieldKind.HISTOGRAM)
                .toList();
    }

    @Test
    void aHistogramIsOneSampleAndEndsAsOne() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), CONVERTS)) {
            exposer.text("a 1\n" + HISTOGRAM);
            assertThat(histograms(target.scrape(0)))
                    .singleElement()
                    .matches(metric -> metric.histogram(0).count() == 3)
                    .matches(metric -> metric.key(0).equals("h"));
            assertThat(target.report())
                    .containsEntry("scrape_samples_scraped", 2.0)
                    .containsEntry("scrape_samples_post_metric_relabeling", 2.0)
                    .containsEntry("scrape_series_added", 2.0);
            assertThat(histograms(target.scrape(10))).hasSize(1);
            assertThat(target.report()).containsEntry("scrape_series_added", 0.0);
            exposer.text("a 1\n");
            assertThat(target.scrape(20).samples()).containsExactly("a{} 1.0 @20", "h{} stale @20");
        }
    }

    @Test
    void aHistogramThatBecomesNoneEndsAndItsPartsBegin() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), CONVERTS)) {
            exposer.text(HISTOGRAM);
            target.scrape(0);
            exposer.text(HISTOGRAM.replace("h_count 3", "h_count 4"));
            assertThat(target.scrape(10).samples())
                    .containsExactlyInAnyOrder(
                            "h_bucket{le=\"1.0\"} 2.0 @10",
                            "h_bucket{le=\"+Inf\"} 3.0 @10",
                            "h_count{} 4.0 @10",
                            "h_sum{} 4.0 @10",
                            "h{} stale @10");
        }
    }

    @Test
    void limitsCountTheHistogram() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), CONVERTS + "\nsample_limit = 1")) {
            exposer.text(HISTOGRAM);
            assertThat(target.scrape(0).report()).containsEntry("up", 1.0);
        }
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), CONVERTS + "\nnative_histogram_bucket_limit = 1")) {
            assertThat(target.scrape(0).report()).containsEntry("up", 0.0);
            assertThat(target.problem()).contains("native_histogram_bucket_limit");
        }
    }

    @Test
    void theTargetsLabelDecides() throws Exception {
        exposer.text(HISTOGRAM);
        String label = "__convert_classic_histograms_to_nhcb__";
        try (OneTarget target = OneTarget.discovered(exposer.address(), "", label, "true")) {
            assertThat(histograms(target.scrape(0))).hasSize(1);
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), CONVERTS, label, "false")) {
            assertThat(histograms(target.scrape(0))).isEmpty();
        }
    }
}
