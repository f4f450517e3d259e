package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.TagSet;
import io.heliograph.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetBuilderTest {
    private static @Nullable ScrapeTarget maybe(String options, String... labels) throws Exception {
        PrometheusConfig config = Configured.by(options, new TestContext("inputs.prometheus"));
        return new TargetBuilder(config, "job", Duration.ofSeconds(10)).build(TagSet.of(labels));
    }

    private static ScrapeTarget built(String options, String... labels) throws Exception {
        return Objects.requireNonNull(maybe(options, labels));
    }

    @Test
    void aPasswordInAWrongUrlIsNotShown() {
        assertThatThrownBy(() -> Location.check("urls", "htp://ada:lovelace@node:9100/metrics"))
                .hasMessageContaining("htp://node:9100/metrics")
                .hasMessageNotContaining("lovelace");
    }

    @Test
    void setsWhatDiscoveryDoesNotSay() throws Exception {
        ScrapeTarget target = built(
                "scheme = 'https'\nmetrics_path = '/m'\nparams = { a = ['1', '2'], b = ['x y'] }\n"
                        + "scrape_interval = '1m'\nscrape_timeout = '20s'",
                "__address__",
                "h:1");
        assertThat(target.location().uri()).hasToString("https://h:1/m?a=1&a=2&b=x%20y");
        assertThat(target.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(target.labels()).isEqualTo(TagSet.of("job", "job", "instance", "h:1"));
    }

    @Test
    void labelsOfTheTargetGoFirst() throws Exception {
        ScrapeTarget target = built(
                "metrics_path = '/m'\nparams = { a = ['1', '2'] }",
                "__address__",
                "h:1",
                "__metrics_path__",
                "/own",
                "__scheme__",
                "https",
                "__param_a",
                "9",
                "__param_z",
                "&",
                "__scrape_interval__",
                "1m30s",
                "__scrape_timeout__",
                "3s",
                "__scrape_native_histograms__",
                "True",
                "job",
                "own",
                "instance",
                "me",
                "__meta_secret",
                "x",
                "__keep",
                "y");
        assertThat(target.location().uri()).hasToString("https://h:1/own?a=9&a=2&z=%26");
        assertThat(target.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(target.histograms().natives()).isTrue();
        assertThat(target.labels()).isEqualTo(TagSet.of("job", "own", "instance", "me"));
        assertThat(target.internal().has("__keep")).isTrue();
        assertThat(target.internal().has("__meta_secret")).isFalse();
    }

    @Test
    void aTimeoutIsNotLongerThanTheIntervalUnlessSomebodySaidSo() throws Exception {
        assertThat(built("scrape_interval = '2s'", "__address__", "h:1").timeout())
                .isEqualTo(Duration.ofSeconds(2));
        rejected("longer than the interval", "__address__", "h:1", "__scrape_timeout__", "11s");
    }

    @Test
    void refusesWhatIsNoTarget() throws Exception {
        rejected("__address__", "x", "y");
        rejected("h:1/metrics", "__address__", "h:1/metrics");
        rejected("not a duration", "__address__", "h:1", "__scrape_interval__", "0s");
        rejected("not a duration", "__address__", "h:1", "__scrape_interval__", "1s1m");
        rejected("not a duration", "__address__", "h:1", "__scrape_timeout__", "1.5s");
        rejected("neither true nor false", "__address__", "h:1", "__always_scrape_classic_histograms__", "yes");
        rejected("not UTF-8", "__address__", "h:1", "x", "\ud800");
        rejected("scheme", "__address__", "h:1", "__scheme__", "ftp");
    }

    private static void rejected(String part, String... labels) {
        assertThatThrownBy(() -> maybe("", labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part.equals("scheme") ? "ftp" : part);
    }

    @Test
    void noPortIsAdded() throws Exception {
        assertThat(built("", "__address__", "h").labels().get("instance")).isEqualTo("h");
    }

    @Test
    void rulesSeeAllLabelsAndMayMoveTheTarget() throws Exception {
        String rules = """
                relabel_configs = [
                  { source_labels = ["__meta_port"], regex = "(.+)", target_label = "__address__", replacement = "h:$1" },
                  { source_labels = ["__meta_kind"], regex = "unwanted", action = "drop" },
                  { source_labels = ["__scrape_timeout__"], target_label = "limit" },
                  { regex = "__meta_label_(.+)", action = "labelmap" },
                ]
                """;
        ScrapeTarget target = built(
                rules, "__address__", "x:1", "__meta_port", "9", "__meta_label_env", "prod", "__meta_kind", "good");
        assertThat(target.location().shown()).isEqualTo("http://h:9/metrics");
        assertThat(target.labels()).isEqualTo(TagSet.of("env", "prod", "instance", "h:9", "job", "job", "limit", "5s"));
        assertThat(maybe(rules, "__address__", "x:1", "__meta_kind", "unwanted"))
                .isNull();
    }

    @Test
    void goesThroughASocketWhereALabelSaysSo() throws Exception {
        ScrapeTarget target = built("", "__unix_socket__", "/run/app.sock");
        assertThat(target.location().socket()).isEqualTo(Path.of("/run/app.sock"));
        assertThat(target.location().uri()).hasToString("http://localhost/metrics");
        assertThat(target.location().shown()).isEqualTo("http://localhost/metrics over /run/app.sock");
        assertThat(target.labels().has("__unix_socket__")).isFalse();
    }

    @Test
    void durationsAreWrittenAsPrometheusDoes() {
        assertThat(PrometheusDuration.text(Duration.ofMillis(90_000))).isEqualTo("1m30s");
        assertThat(PrometheusDuration.text(Duration.ofMillis(1500))).isEqualTo("1s500ms");
        assertThat(PrometheusDuration.text(Duration.ofDays(7))).isEqualTo("1w");
        assertThat(PrometheusDuration.text(Duration.ofDays(8))).isEqualTo("8d");
        assertThat(PrometheusDuration.parse("1w1d")).isEqualTo(Duration.ofDays(8));
    }

    @Test
    void refusesDurationsThatAreTooLong() {
        for (String wrong : List.of("999999999y", "292277024y99999999w")) {
            assertThatThrownBy(() -> PrometheusDuration.parse(wrong)).hasMessageContaining("'" + wrong + "'");
        }
    }

    @Test
    void goesThroughNoSocketWhereOnlyTheMachineMayBeAsked() throws Exception {
        assertThatThrownBy(() -> built("avoid_link_local = true", "__unix_socket__", "/run/app.sock"))
                .hasMessageContaining("/run/app.sock")
                .hasMessageContaining("avoid_link_local");
    }
}
