package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Explains;
import io.heliograph.api.Explanation;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `inputs.prometheus`: scrapes targets over one HTTP client.
///
/// Those of `urls` are read as Telegraf's plugin of the same name does; discovered targets follow Prometheus.
public final class PrometheusInput implements TargetInput, Explains {
    private static final String NAME = "prometheus";

    private final PrometheusConfig config;
    private final PluginContext context;
    private final Job job;
    private final TargetBuilder builder;
    private final DroppedTargets dropped;

    /// Opens nothing yet.
    public PrometheusInput(PrometheusConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.job = new Job(config, context, jobName(config, context));
        this.builder = new TargetBuilder(config, job.name(), job.interval());
        this.dropped = new DroppedTargets(context, config.job().keepDroppedTargets());
    }

    private static String jobName(PrometheusConfig config, PluginContext context) {
        String own = config.job().jobName();
        int alias = context.name().indexOf("::");
        return own != null ? own : alias < 0 ? NAME : context.name().substring(alias + 2);
    }

    @Override
    public List<Target> targets(List<Target> discovered) {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String url : config.urls()) {
            Target own = own(url);
            targets.putIfAbsent(own.id(), own);
        }
        dropped.begin();
        for (Target found : discovered) {
            try {
                ScrapeTarget built = builder.build(found.discovered());
                if (built == null) {
                    dropped.add(found.discovered());
                } else {
                    add(built, found.discovered(), targets);
                }
            } catch (IllegalArgumentException wrong) {
                context.logger().warn("no target can be made of {}: {}", found.discovered(), wrong.getMessage());
            }
        }
        dropped.end();
        job.targets(targets.size());
        return List.copyOf(targets.values());
    }

    private Target own(String url) {
        ScrapeTarget built = scraped(url);
        TagSet labels = job.labellings().isOwn(built.labels()) ? TagSet.EMPTY : built.labels();
        return new Target(
                built.location().shown(), labels, TagSet.EMPTY, config.job().scrapeInterval());
    }

    private ScrapeTarget scraped(String url) {
        Location location = Location.of(url);
        TagSet labels = config.urlTag().isEmpty() ? TagSet.EMPTY : TagSet.of(config.urlTag(), location.shown());
        return new ScrapeTarget(
                location,
                labels,
                labels,
                config.job().scrapeInterval(),
                config.scrapeTimeout(),
                true,
                new ScrapeTarget.Histograms(
                        config.formats().scrapeNativeHistograms(),
                        config.formats().alwaysScrapeClassicHistograms(),
                        config.formats().convertClassicHistogramsToNhcb()));
    }

    /// Targets with the same URL and other labels are told apart by these, and equal ones are one. What the host does
    /// not see the labels of always has them in its name: with others it is another target.
    private void add(ScrapeTarget built, TagSet discovered, Map<String, Target> targets) {
        String url = built.location().shown();
        boolean own = job.labellings().isOwn(built.labels());
        TagSet labels = own ? TagSet.EMPTY : built.labels();
        boolean taken = targets.containsKey(url);
        String id = own || taken ? url + " " + built.labels() : url;
        Target target = new Target(id, labels, discovered, built.interval());
        if (!taken || !isSame(targets.get(url), built)) {
            targets.putIfAbsent(id, target);
        }
    }

    private boolean isSame(Target there, ScrapeTarget built) {
        ScrapeTarget other = scraped(there);
        return other.labels().equals(built.labels());
    }

    private ScrapeTarget scraped(Target target) {
        if (!target.discovered().isEmpty()) {
            ScrapeTarget built = builder.build(target.discovered());
            if (built != null) {
                return built;
            }
        }
        for (String url : config.urls()) {
            ScrapeTarget own = scraped(url);
            if (own.location().shown().equals(target.id())) {
                return own;
            }
        }
        throw new IllegalArgumentException("no such target here: " + target.id());
    }

    @Override
    public Input input(Target target) {
        ScrapeTarget scraped = scraped(target);
        return new Scrape(scraped, job, job.labellings().isOwn(scraped.labels()) ? scraped.labels() : TagSet.EMPTY);
    }

    @Override
    public String knownAs() {
        return job.name();
    }

    @Override
    public List<Explanation> explainTarget(TagSet labels) {
        return List.of(RulesExplained.ofTarget(builder, labels));
    }

    @Override
    public List<Explanation> explainSeries(TagSet labels) {
        return List.of(RulesExplained.ofSeries(job.labellings().rules(), labels));
    }

    @Override
    public void close() {
        job.close();
        dropped.close();
    }
}
