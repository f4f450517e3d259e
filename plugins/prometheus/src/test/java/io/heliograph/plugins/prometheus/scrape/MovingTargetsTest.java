package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.api.TagSet;
import io.heliograph.core.agent.Agent;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.telemetry.Telemetry;
import io.heliograph.plugins.prometheus.MovingTargets;
import io.heliograph.plugins.prometheus.PrometheusPlugins;
import io.heliograph.testkit.TestCatalog;
import io.heliograph.testkit.faults.FaultRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets that come and go, in a whole agent.
class MovingTargetsTest {
    private static final TestCatalog CATALOG = TestCatalog.of(new PrometheusPlugins(), new MovingTargets());
    private static final long INTERVAL_NANOS = 300_000_000;
    private static final String TOML = """
            [agent]
              flush_interval = "50ms"
              omit_hostname = true

            [[discovery.moving]]
              id = "moving"

            [[inputs.prometheus]]
              discovery = ["moving"]
              metric_version = 2
              interval = "300ms"
              timeout = "300ms"

            [[outputs.kept]]
            """;

    private Exposer exposer;
    private Agent agent;

    @BeforeEach
    void start() throws Exception {
        exposer = new Exposer().text("a 1\n");
        MovingTargets.are(List.of());
        MovingTargets.arrived().clear();
        Configuration configuration = configuration(TOML);
        ClassLoader loader = MovingTargetsTest.class.getClassLoader();
        agent = new Agent(CATALOG, ignored -> loader, new Telemetry(), configuration.agent(), List.of());
        agent.apply(configuration);
    }

    private static Configuration configuration(String toml) throws Exception {
        return ConfigLoader.loadText(CATALOG, LoadOptions.strict(), "test.toml", toml);
    }

    @AfterEach
    void stop() throws InterruptedException {
        agent.stop();
        exposer.close();
    }

    private TagSet target(String name) {
        return TagSet.of("__address__", exposer.address(), "__param_n", name, "name", name);
    }

    private static List<Metric> rows(String name, String field, boolean stale) {
        List<Metric> rows = new ArrayList<>();
        for (Metric metric : MovingTargets.arrived()) {
            boolean has = metric.fields().indexOf(field) >= 0;
            if (has && name.equals(metric.tag("name")) && metric.isStale() == stale) {
                rows.add(metric);
            }
        }
        return rows;
    }

    @Test
    void aTargetThatGoesAwaySaysSoWithTheTimeOfItsFirstMissedScrape() {
        MovingTargets.are(List.of(target("stays"), target("goes")));
        await().until(() -> rows("goes", "a", false).size() >= 2);
        MovingTargets.are(List.of(target("stays")));
        await().until(() -> !rows("goes", "a", true).isEmpty());
        await().until(() -> !rows("goes", "up", true).isEmpty());
        Metric last = rows("goes", "a", false).getLast();
        Metric marker = rows("goes", "a", true).getFirst();
        // a scrape may be late, a marker is not: it has the time of the first tick after the last scrape
        assertThat(marker.epochNanos() - last.epochNanos()).isBetween(1L, INTERVAL_NANOS + 5_000_000);
        assertThat(rows("goes", "a", false))
                .anyMatch(row -> lateNanos(row, marker) < INTERVAL_NANOS / 3, "in time by the marker's ticks");
        assertThat(marker.tags()).isEqualTo(last.tags());
        assertThat(rows("goes", "up", true)).hasSize(1).allMatch(row -> row.epochNanos() == marker.epochNanos());
        assertThat(rows("stays", "a", true)).isEmpty();
    }

    /// How long a scrape began after the tick that it was meant for, by those that a marker is of; times are rounded
    /// to the tick where they miss it by some milliseconds.
    private static long lateNanos(Metric scrape, Metric marker) {
        return Math.floorMod(scrape.epochNanos() + 5_000_000 - marker.epochNanos(), INTERVAL_NANOS);
    }

    /// With a rule that looks at the target's labels, which the host does not see then.
    private static final String LOOKING = "[[inputs.prometheus.metric_relabel_configs]]\n"
            + "source_labels = ['name']\ntarget_label = 'copy'\n[[outputs.kept]]";

    @ParameterizedTest
    @ValueSource(strings = {"[[outputs.kept]]", LOOKING})
    void theSeriesOfATargetThatGetsOtherLabelsEnd(String more) throws Exception {
        agent.apply(configuration(TOML.replace("[[outputs.kept]]", more)));
        TagSet before = TagSet.of("__address__", exposer.address(), "name", "before");
        MovingTargets.are(List.of(before));
        await().until(() -> rows("before", "a", false).size() >= 2);
        MovingTargets.are(List.of(before.with("name", "after")));
        await().until(() -> !rows("before", "a", true).isEmpty());
        await().until(() -> rows("after", "a", false).size() >= 2);
        assertThat(rows("after", "a", true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[outputs.kept]]", LOOKING})
    void ofTwoTargetsAtOnePlaceOneMayGo(String more) throws Exception {
        agent.apply(configuration(TOML.replace("[[outputs.kept]]", more)));
        TagSet goes = TagSet.of("__address__", exposer.address(), "name", "goes");
        TagSet stays = goes.with("name", "stays");
        MovingTargets.are(List.of(goes, stays));
        await().until(() -> rows("stays", "a", false).size() >= 2);
        MovingTargets.are(List.of(stays));
        await().until(() -> !rows("goes", "a", true).isEmpty());
        int before = rows("stays", "a", false).size();
        await().until(() -> rows("stays", "a", false).size() >= before + 3);
        assertThat(rows("stays", "a", true)).isEmpty();
    }

    @Test
    void aTargetThatComesBackInTimeSaysNothing() throws Exception {
        MovingTargets.are(List.of(target("back")));
        await().until(() -> rows("back", "a", false).size() >= 2);
        MovingTargets.are(List.of());
        Thread.sleep(100);
        MovingTargets.are(List.of(target("back")));
        int before = rows("back", "a", false).size();
        await().until(() -> rows("back", "a", false).size() >= before + 4);
        assertThat(rows("back", "a", true)).isEmpty();
    }

    @Test
    void aStopAndAReloadOfTheJobSayNothing() throws Exception {
        MovingTargets.are(List.of(target("goes on")));
        await().until(() -> rows("goes on", "a", false).size() >= 2);
        agent.apply(configuration(TOML.replace("timeout = \"300ms\"", "timeout = \"290ms\"")));
        int before = rows("goes on", "a", false).size();
        await().until(() -> rows("goes on", "a", false).size() >= before + 3);
        agent.stop();
        assertThat(rows("goes on", "a", true)).isEmpty();
        assertThat(rows("goes on", "up", true)).isEmpty();
    }

    @FaultRow(35)
    void manyFlappingTargetsDelayNoOtherAndLeaveNothingBehind() throws Exception {
        List<TagSet> stable = List.of(target("stable"));
        MovingTargets.are(stable);
        await().until(() -> rows("stable", "a", false).size() >= 3);
        long before = openFiles();
        List<TagSet> flapping = new ArrayList<>(stable);
        for (int i = 0; i < 500; i++) {
            flapping.add(TagSet.of("__address__", "127.0.0.1:9", "__param_n", "f" + i, "name", "f" + i));
        }
        for (int round = 0; round < 6; round++) {
            MovingTargets.are(round % 2 == 0 ? flapping : stable);
            Thread.sleep(500);
        }
        MovingTargets.are(stable);
        await().until(() -> agent.status().targets().size() == 1);
        int seen = rows("stable", "a", false).size();
        await().until(() -> rows("stable", "a", false).size() >= seen + 4);
        List<Metric> scrapes = rows("stable", "a", false);
        for (int i = 1; i < scrapes.size(); i++) {
            assertThat(scrapes.get(i).epochNanos() - scrapes.get(i - 1).epochNanos())
                    .isLessThan(3 * INTERVAL_NANOS);
        }
        assertThat(openFiles()).isLessThan(before + 50);
    }

    private static long openFiles() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
