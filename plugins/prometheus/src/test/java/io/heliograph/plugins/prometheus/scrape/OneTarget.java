package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Scrapes one target as often as a test wants, and keeps what came of the last time.
final class OneTarget implements AutoCloseable {
    private final TestContext context = new TestContext("inputs.prometheus");
    private final PrometheusInput plugin;
    private final Input input;
    private final Target target;
    private RecordingAccumulator out = new RecordingAccumulator();
    private @Nullable Exception problem;

    private OneTarget(String options, @Nullable TagSet discovered) throws Exception {
        context.at(Instant.ofEpochSecond(1_700_000_000));
        plugin = new PrometheusInput(Configured.by(options, context), context);
        List<Target> found = discovered == null ? List.of() : List.of(Target.found(discovered));
        target = plugin.targets(found).getFirst();
        input = plugin.input(target);
    }

    /// A target that discovery found, with `metric_version = 2`.
    static OneTarget discovered(String address, String options, String... labels) throws Exception {
        TagSet all = TagSet.of(labels).with("__address__", address);
        return new OneTarget("metric_version = 2\n" + options, all);
    }

    /// A target of `urls`.
    static OneTarget own(String address, String options) throws Exception {
        return new OneTarget("urls = ['http://" + address + "/metrics']\nurl_tag = ''\n" + options, null);
    }

    /// Scrapes at a second after the one that everything begins with.
    OneTarget scrape(int second) throws InterruptedException {
        context.at(Instant.ofEpochSecond(1_700_000_000 + second));
        out = new RecordingAccumulator(target.labels(), context.epochNanos());
        problem = null;
        try {
            input.gather(out);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failed) {
            problem = failed;
        }
        return this;
    }

    /// The target has gone.
    OneTarget end(int second) throws Exception {
        out = new RecordingAccumulator(target.labels(), 0);
        input.ended((1_700_000_000L + second) * 1_000_000_000, out);
        return this;
    }

    TestContext context() {
        return context;
    }

    String problem() {
        return problem == null ? "" : String.valueOf(problem.getMessage());
    }

    List<Throwable> errors() {
        return out.errors();
    }

    List<Metric> metrics() {
        return out.metrics();
    }

    /// What the scraper says about the last scrape.
    Map<String, Double> report() {
        Map<String, Double> report = new TreeMap<>();
        each((name, metric, value) -> {
            if (isReport(name)) {
                report.put(name, value);
            }
        });
        return report;
    }

    /// The samples of the last scrape: `name{labels} value @second`, or `stale` for a marker.
    List<String> samples() {
        List<String> samples = new ArrayList<>();
        each((name, metric, value) -> {
            if (!isReport(name)) {
                long second = metric.epochNanos() / 1_000_000_000 - 1_700_000_000;
                String shown = metric.isStale() ? "stale" : String.valueOf(value);
                samples.add(name + metric.tags().without("job").without("instance") + " " + shown + " @" + second);
            }
        });
        return samples;
    }

    private interface Each {
        void take(String name, Metric metric, double value);
    }

    private void each(Each each) {
        for (Metric metric : out.metrics()) {
            for (int field = 0; field < metric.size(); field++) {
                String key = metric.key(field);
                boolean named = metric.name().equals("prometheus");
                each.take(
                        named ? key : metric.name() + (key.equals("gauge") ? "" : "." + key),
                        metric,
                        metric.doubleValue(field));
            }
        }
    }

    private static boolean isReport(String name) {
        return name.equals("up") || name.startsWith("scrape_");
    }

    @Override
    public void close() throws IOException {
        input.close();
        plugin.close();
    }
}
