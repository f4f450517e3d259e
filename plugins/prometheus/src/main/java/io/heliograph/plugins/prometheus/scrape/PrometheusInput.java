package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.api.TargetInput;
import io.heliograph.plugins.common.http.HttpClient;
import io.heliograph.plugins.common.http.Transport;
import io.heliograph.plugins.common.tls.ClientTls;
import io.heliograph.plugins.prometheus.exposition.Vocabularies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `inputs.prometheus`: scrapes targets that expose metrics in Prometheus' text format, over one HTTP client.
///
/// Mapping, options and tags follow Telegraf's plugin of the same name; discovered targets follow Prometheus.
public final class PrometheusInput implements TargetInput {
    private static final String NAME = "inputs.prometheus";

    private final PrometheusConfig config;
    private final PluginContext context;
    private final HttpClient client;
    private final Bodies bodies = new Bodies();
    private final Vocabularies vocabularies;
    private final Credentials credentials;

    /// Opens nothing yet.
    public PrometheusInput(PrometheusConfig config, PluginContext context) {
        this.config = config;
        this.context = context;
        this.client = new HttpClient(new Transport(new ClientTls(config.tls()), config.httpProxyUrl(), null));
        this.credentials = Credentials.of(config);
        this.vocabularies = new Vocabularies(context.interval());
    }

    @Override
    public List<Target> targets(List<Target> discovered) {
        Map<String, Target> targets = new LinkedHashMap<>();
        for (String url : config.urls()) {
            String shown = Location.of(url).shown();
            TagSet labels = config.urlTag().isEmpty() ? TagSet.EMPTY : TagSet.of(config.urlTag(), shown);
            targets.putIfAbsent(shown, Target.own(shown, labels));
        }
        String job = job();
        for (Target found : discovered) {
            try {
                add(Discovered.target(found, job), targets);
            } catch (IllegalArgumentException wrong) {
                context.logger().warn("no target can be made of {}: {}", found.discovered(), wrong.getMessage());
            }
        }
        return List.copyOf(targets.values());
    }

    /// Targets with the same URL and other labels are told apart by these, and equal ones are one.
    private static void add(Target target, Map<String, Target> targets) {
        Target same = targets.putIfAbsent(target.id(), target);
        if (same != null && !same.labels().equals(target.labels())) {
            String id = target.id() + " " + target.labels();
            targets.putIfAbsent(id, new Target(id, target.labels(), target.discovered(), target.interval()));
        }
    }

    private String job() {
        int alias = context.name().indexOf("::");
        return alias < 0
                ? NAME.substring(NAME.indexOf('.') + 1)
                : context.name().substring(alias + 2);
    }

    @Override
    public Input input(Target target) {
        return new Scrape(location(target), target.discovered(), config, credentials, client, bodies, vocabularies);
    }

    private Location location(Target target) {
        if (!target.discovered().isEmpty()) {
            return Location.of(target.discovered());
        }
        for (String url : config.urls()) {
            Location location = Location.of(url);
            if (location.shown().equals(target.id())) {
                return location;
            }
        }
        throw new IllegalArgumentException("no such target here: " + target.id());
    }

    @Override
    public void close() {
        client.close();
    }
}
