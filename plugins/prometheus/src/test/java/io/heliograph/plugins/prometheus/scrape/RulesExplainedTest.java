package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Explanation;
import io.heliograph.api.Explanation.Step;
import io.heliograph.api.TagSet;
import io.heliograph.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `heliograph explain relabel` is told about a job.
class RulesExplainedTest {
    private static final String RULES = """
            job_name = "nodes"
            [[inputs.prometheus.relabel_configs]]
              source_labels = ["__meta_zone"]
              target_label = "zone"
            [[inputs.prometheus.relabel_configs]]
              action = "drop"
              source_labels = ["zone"]
              regex = "test"
            [[inputs.prometheus.relabel_configs]]
              source_labels = ["__meta_path"]
              regex = "(.+)"
              target_label = "__address__"
            [[inputs.prometheus.metric_relabel_configs]]
              action = "labeldrop"
              regex = "id|__name__x?"
            """;

    @Test
    void ofTargets() throws Exception {
        List<Step> steps = target(TagSet.of("__address__", "db:1", "__meta_zone", "north"));
        assertThat(steps)
                .extracting(Step::rule)
                .containsExactly(
                        "the job adds what discovery does not say",
                        "replace source_labels=[__meta_zone] target_label=\"zone\"",
                        "drop source_labels=[zone] regex=\"test\"",
                        "replace source_labels=[__meta_path] regex=\"(.+)\" target_label=\"__address__\"",
                        "scraped at http://db:1/metrics; its samples get");
        assertThat(steps.getLast().after()).isEqualTo(TagSet.of("zone", "north", "instance", "db:1", "job", "nodes"));
    }

    @Test
    void ofTargetsThatAreNone() throws Exception {
        assertThat(target(TagSet.of("__address__", "db:1", "__meta_zone", "test"))
                        .getLast())
                .matches(step -> step.after() == null)
                .extracting(Step::rule)
                .isEqualTo("drop source_labels=[zone] regex=\"test\"");
        assertThat(target(TagSet.of("__address__", "db:1", "__meta_path", "/a")).getLast())
                .matches(step -> step.after() == null)
                .extracting(Step::rule)
                .isEqualTo("not a target: not an address: '/a' (try localhost:9100)");
    }

    @Test
    void ofSeries() throws Exception {
        try (TestContext context = new TestContext("inputs.prometheus");
                PrometheusInput input = new PrometheusInput(Configured.by(RULES, context), context)) {
            assertThat(input.knownAs()).isEqualTo("nodes");
            TagSet series = TagSet.of("__name__", "up", "id", "7", "job", "nodes");
            TagSet after = TagSet.of("job", "nodes");
            assertThat(input.explainSeries(series))
                    .containsExactly(new Explanation(
                            "metric_relabel_configs",
                            List.of(
                                    new Step("labeldrop regex=\"id|__name__x?\"", series, after),
                                    Step.beside("without __name__ the whole scrape fails", after, null))));
        }
    }

    private static List<Step> target(TagSet discovered) throws Exception {
        try (TestContext context = new TestContext("inputs.prometheus");
                PrometheusInput input = new PrometheusInput(Configured.by(RULES, context), context)) {
            return input.explainTarget(discovered).getFirst().steps();
        }
    }
}
