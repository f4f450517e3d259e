package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A series that ends gets a marker, as in Prometheus.
class StalenessTest {
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
    void aSeriesThatVanishesBetweenTwoScrapesIsMarkedOnce() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a 1\nb{x=\"1\"} 2\n");
            assertThat(target.scrape(0).samples()).containsExactly("a{} 1.0 @0", "b{x=\"1\"} 2.0 @0");
            assertThat(target.report()).containsEntry("scrape_series_added", 2.0);
            exposer.text("b{x=\"1\"} 3\nc 4\n");
            assertThat(target.scrape(10).samples())
                    .containsExactly("b{x=\"1\"} 3.0 @10", "c{} 4.0 @10", "a{} stale @10");
            assertThat(target.report()).containsEntry("scrape_series_added", 1.0);
            exposer.text("c 4\nb{x=\"1\"} 3\n");
            assertThat(target.scrape(20).samples()).containsExactly("c{} 4.0 @20", "b{x=\"1\"} 3.0 @20");
            assertThat(target.report()).containsEntry("scrape_series_added", 0.0);
        }
    }

    @Test
    void everySeriesIsMarkedWhenAScrapeFails() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a 1\nb 2\n");
            target.scrape(0);
            exposer.status(503);
            assertThat(target.scrape(10).samples()).containsExactly("a{} stale @10", "b{} stale @10");
            assertThat(target.report()).containsEntry("up", 0.0);
            assertThat(target.scrape(20).samples()).isEmpty();
            exposer.text("a 1\n");
            assertThat(target.scrape(30).samples()).containsExactly("a{} 1.0 @30");
            exposer.text("a 2\nb{");
            assertThat(target.scrape(40).samples()).containsExactly("a{} stale @40");
        }
    }

    /// As Prometheus counts: by text, what a failed answer had as well, and what has a time.
    @Test
    void seriesAreNewUntilAGoodAnswerLacksThem() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a 1\nb 2 1700000000000\n}");
            assertThat(added(target, 0)).isEqualTo(2);
            exposer.text("a 1\nb 2\nc 3\nc 4\n");
            assertThat(added(target, 10)).isEqualTo(1);
            exposer.status(503);
            assertThat(added(target, 20)).isZero();
            exposer.text("");
            assertThat(added(target, 30)).isZero();
            exposer.text("# TYPE a gauge\na 1\n");
            assertThat(added(target, 40)).isZero();
            exposer.text("a{} 1\nc 4\n");
            assertThat(added(target, 50)).isEqualTo(2);
        }
    }

    private static double added(OneTarget target, int seconds) throws Exception {
        return target.scrape(seconds).report().get("scrape_series_added");
    }

    @Test
    void ofASeriesThatIsThereInTwoSpellingsTheFirstOneCounts() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a{x=\"1\",y=\"2\"} 1\na{y=\"2\",x=\"1\"} 2\nb{x=\"\"} 3\nb 4\n");
            for (int pass = 0; pass < 2; pass++) {
                assertThat(target.scrape(pass).samples())
                        .containsExactly("a{x=\"1\", y=\"2\"} 1.0 @" + pass, "b{} 3.0 @" + pass);
            }
        }
    }

    @Test
    void aFileThatHasBecomeNoHeaderIsAFailedScrape(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "abc");
        try (OneTarget target = OneTarget.discovered(exposer.address(), "bearer_token = '" + token + "'")) {
            exposer.text("a 1\n");
            target.scrape(0);
            Files.writeString(token, "abc\nX-Evil: 1");
            assertThat(target.scrape(10).samples()).containsExactly("a{} stale @10");
            assertThat(target.report()).containsEntry("up", 0.0);
            assertThat(target.problem()).contains("Authorization").doesNotContain("abc");
        }
    }

    @Test
    void ofSeriesThatRulesMakeTheSameTheFirstSampleCounts() throws Exception {
        String rules = "metric_relabel_configs = [{ regex = 'pod', action = 'labeldrop' }]";
        try (OneTarget target = OneTarget.discovered(exposer.address(), rules)) {
            exposer.text("a{pod=\"1\"} 1\na{pod=\"2\"} 2\nb{x=\"1\",y=\"1\"} 3\nb{y=\"1\",x=\"1\"} 4\n");
            for (int second = 0; second < 30; second += 10) {
                assertThat(target.scrape(second).samples())
                        .containsExactly("a{} 1.0 @" + second, "b{x=\"1\", y=\"1\"} 3.0 @" + second);
            }
        }
    }

    @Test
    void anotherSpellingOfASeriesIsTheSameSeries() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a{x=\"1\",y=\"2\"} 1\n");
            target.scrape(0);
            exposer.text("a{y=\"2\", x=\"1\",} 1\n");
            assertThat(target.scrape(10).samples()).containsExactly("a{x=\"1\", y=\"2\"} 1.0 @10");
        }
    }

    @Test
    void timesOfTheTargetAreNotTrackedUnlessAskedFor() throws Exception {
        String timed = "a 1 1700000000000\nb 2\n";
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text(timed);
            assertThat(target.scrape(5).samples()).containsExactly("a{} 1.0 @0", "b{} 2.0 @5");
            exposer.text("");
            assertThat(target.scrape(10).samples()).containsExactly("b{} stale @10");
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), "track_timestamps_staleness = true")) {
            exposer.text(timed);
            target.scrape(5);
            exposer.text("");
            assertThat(target.scrape(10).samples()).containsExactly("a{} stale @10", "b{} stale @10");
        }
        try (OneTarget target = OneTarget.discovered(exposer.address(), "honor_timestamps = false")) {
            exposer.text(timed);
            assertThat(target.scrape(5).samples()).containsExactly("a{} 1.0 @5", "b{} 2.0 @5");
            exposer.text("");
            assertThat(target.scrape(10).samples()).containsExactly("a{} stale @10", "b{} stale @10");
        }
    }

    @Test
    void aTargetThatGoesAwayTakesItsSeriesAndItsReportAlong() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a 1\n");
            target.scrape(0);
            target.end(10);
            assertThat(target.samples()).containsExactly("a{} stale @10");
            assertThat(target.metrics()).hasSize(2).allMatch(Metric::isStale);
            assertThat(target.report()).containsKeys("up", "scrape_duration_seconds", "scrape_series_added");
        }
    }

    @Test
    void familiesEndFieldByField() throws Exception {
        try (OneTarget target = OneTarget.own(exposer.address(), "metric_version = 1")) {
            exposer.text("# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n");
            target.scrape(0);
            exposer.text("# TYPE h histogram\nh_bucket{le=\"+Inf\"} 2\nh_sum 3\nh_count 2\n");
            assertThat(target.scrape(10).samples())
                    .contains("h.1{} stale @10")
                    .filteredOn(text -> text.contains("stale"))
                    .hasSize(1);
            exposer.text("");
            assertThat(target.scrape(20).samples())
                    .containsExactlyInAnyOrder("h.+Inf{} stale @20", "h.sum{} stale @20", "h.count{} stale @20");
        }
    }

    @Test
    void droppedSeriesAreNotMissed() throws Exception {
        String drop = "metric_relabel_configs = [{ source_labels = ['__name__'], regex = 'a', action = 'drop' }]";
        try (OneTarget target = OneTarget.discovered(exposer.address(), drop)) {
            exposer.text("a 1\nb 2\n");
            assertThat(target.scrape(0).samples()).containsExactly("b{} 2.0 @0");
            assertThat(target.report())
                    .containsEntry("scrape_samples_scraped", 2.0)
                    .containsEntry("scrape_samples_post_metric_relabeling", 1.0);
            exposer.text("");
            assertThat(target.scrape(10).samples()).containsExactly("b{} stale @10");
        }
    }

    @Test
    void ofASeriesThatIsThereTwiceTheFirstSampleCounts() throws Exception {
        try (OneTarget target = OneTarget.discovered(exposer.address(), "")) {
            exposer.text("a 1\nb 2\na 3\nb 4 1700000000000\n");
            for (int i = 0; i < 2; i++) {
                assertThat(target.scrape(10 * i).samples())
                        .containsExactly("a{} 1.0 @" + 10 * i, "b{} 2.0 @" + 10 * i, "b{} 4.0 @0");
            }
            exposer.text("b 2\n");
            assertThat(target.scrape(20).samples()).containsExactly("b{} 2.0 @20", "a{} stale @20");
        }
        try (OneTarget target = OneTarget.own(exposer.address(), "metric_version = 2")) {
            exposer.text("a 1\na 3\n");
            assertThat(target.scrape(0).samples()).as("as in Telegraf").hasSize(2);
        }
    }
}
