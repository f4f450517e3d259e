package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private Exposer exposer;

    @BeforeEach
    void serve() throws Exception {
        exposer = new Exposer();
    }

    @AfterEach
    void stop() {
        exposer.close();
    }

    @Test
    void tooManySamplesFailTheScrapeAndAreCounted() throws Exception {
        exposer.text("a 1\nb 2\nc 3\nd 4\n");
        String drop = "metric_relabel_configs = [{ source_labels = ['__name__'], regex = 'a', action = 'drop' }]\n";
        try (OneTarget target = OneTarget.discovered(exposer.address(), drop + "sample_limit = 2")) {
            assertThat(target.scrape(0).samples()).isEmpty();
            assertThat(target.problem()).contains("sample_limit exceeded: 3 samples, and 2 are allowed");
            assertThat(target.report())
                    .containsEntry("up", 0.0)
                    .containsEntry("scrape_samples_scraped", 4.0)
                    .containsEntry("scrape_samples_post_metric_relabeling", 3.0);
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), drop + "sample_limit = 3")) {
            assertThat(target.scrape(0).samples()).hasSize(3);
        }
    }

    @Test
    void orTheFirstAreUsedTheSameEachTime() throws Exception {
        exposer.text("a 1\nb 2\nc 3\n");
        try (OneTarget target = OneTarget.discovered(exposer.address(), "sample_limit = 2\non_limit = 'truncate'")) {
            assertThat(target.scrape(0).samples()).containsExactly("a{} 1.0 @0", "b{} 2.0 @0");
            assertThat(target.scrape(10).samples()).containsExactly("a{} 1.0 @10", "b{} 2.0 @10");
            assertThat(target.report()).containsEntry("up", 1.0);
            assertThat(target.context()
                            .metrics()
                            .counter("heliograph_scrape_samples_left_out_total{input=\"prometheus\"}")
                            .getCount())
                    .isEqualTo(2);
        }
    }

    @Test
    void seriesWithTooManyOrTooLongLabelsFailTheScrapeOrAreLeftOut() throws Exception {
        exposer.text("a{x=\"1\",y=\"2\"} 1\nb 2\n");
        String limit = "label_limit = 4\n"; // job, instance and the name count
        try (OneTarget target = OneTarget.discovered(exposer.address(), limit)) {
            assertThat(target.scrape(0).samples()).isEmpty();
            assertThat(target.problem()).contains("label_limit", "'a' has 5 labels");
            assertThat(target.scrape(10).problem()).contains("label_limit");
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), limit + "on_limit = 'truncate'")) {
            assertThat(target.scrape(0).samples()).containsExactly("b{} 2.0 @0");
        }
    }

    @Test
    void labelsAreLimitedUnlessSomebodyTurnsThatOff() throws Exception {
        exposer.text("a{x=\"" + "v".repeat(1_000_000) + "\"} 1\n");
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            assertThat(target.scrape(0).problem()).contains("label_value_length_limit", "65536");
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), "label_value_length_limit = 0")) {
            assertThat(target.scrape(0).samples()).hasSize(1);
        }
        StringBuilder many = new StringBuilder("a{");
        for (int i = 0; i < 10_000; i++) {
            many.append('l').append(i).append("=\"1\",");
        }
        exposer.text(many.append("} 1\n").toString());
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            assertThat(target.scrape(0).problem()).contains("label_limit", "10003 labels, and 256");
        }
    }

    @Test
    void aBodyMustBeSmallerThanItsLimit() throws Exception {
        exposer.text("a 1\n");
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), "body_size_limit = 4\nextra_scrape_metrics = true")) {
            assertThat(target.scrape(0).report())
                    .containsEntry("up", 0.0)
                    .containsEntry("scrape_body_size_bytes", -1.0)
                    .containsEntry("scrape_timeout_seconds", 5.0)
                    .containsEntry("scrape_sample_limit", 1_000_000.0);
        }
        try (OneTarget target =
                OneTarget.discovered(exposer.address(), "body_size_limit = 5\nextra_scrape_metrics = true")) {
            assertThat(target.scrape(0).report()).containsEntry("up", 1.0).containsEntry("scrape_body_size_bytes", 4.0);
        }
    }

    @Test
    void moreTargetsThanAllowedFailAll() throws Exception {
        exposer.text("a 1\n");
        TestContext context = new TestContext("inputs.prometheus");
        try (PrometheusInput input = new PrometheusInput(Configured.by("target_limit = 1", context), context)) {
            Target first = Target.found(TagSet.of("__address__", exposer.address()));
            Target second = Target.found(TagSet.of("__address__", exposer.address(), "a", "b"));
            List<Target> targets = input.targets(List.of(first, second));
            assertThat(targets).hasSize(2);
            RecordingAccumulator out = new RecordingAccumulator();
            assertThatThrownBy(() -> input.input(targets.getFirst()).gather(out))
                    .hasMessageContaining("target_limit");
            assertThat(out.metrics("up").getFirst().field("gauge")).isEqualTo(0.0);
        }
    }

    @Test
    void droppedTargetsAreCounted() throws Exception {
        TestContext context = new TestContext("inputs.prometheus");
        String drop = "relabel_configs = [{ source_labels = ['a'], regex = 'b', action = 'drop' }]";
        try (PrometheusInput input = new PrometheusInput(Configured.by(drop, context), context)) {
            List<Target> targets = input.targets(List.of(
                    Target.found(TagSet.of("__address__", "h:1")),
                    Target.found(TagSet.of("__address__", "h:2", "a", "b"))));
            assertThat(targets).hasSize(1);
            assertThat(context.metrics().getGauges().values().iterator().next().getValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void openMetricsMeetLimitsAndRulesToo() throws Exception {
        String type = "application/openmetrics-text; version=1.0.0";
        exposer.with(exchange -> Exposer.answer(exchange, 200, type, "a 1\nb{x=\"1\",y=\"2\"} 2\n# EOF\n"));
        try (OneTarget target = OneTarget.discovered(exposer.address(), "label_limit = 4")) {
            assertThat(target.scrape(0).report()).containsEntry("up", 0.0);
        }
        String drop = "metric_relabel_configs = [{ source_labels = ['__name__'], regex = 'a', action = 'drop' }]";
        try (OneTarget target = OneTarget.discovered(exposer.address(), drop)) {
            assertThat(target.scrape(0).report())
                    .containsEntry("scrape_samples_scraped", 2.0)
                    .containsEntry("scrape_samples_post_metric_relabeling", 1.0);
        }
    }
}
