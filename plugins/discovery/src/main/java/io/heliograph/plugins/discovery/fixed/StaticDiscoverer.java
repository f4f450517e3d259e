package io.heliograph.plugins.discovery.fixed;

import io.heliograph.api.Discoverer;
import io.heliograph.api.PluginContext;
import io.heliograph.api.TagSet;
import io.heliograph.api.TargetGroup;
import io.heliograph.api.TargetSink;
import java.util.ArrayList;
import java.util.List;

/// Tells the targets that its configuration names, and has nothing more to say.
public final class StaticDiscoverer implements Discoverer {
    private final StaticDiscoveryConfig config;

    /// @param context not needed
    public StaticDiscoverer(StaticDiscoveryConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public void run(TargetSink targets) throws InterruptedException {
        List<TagSet> found = new ArrayList<>();
        for (String address : config.targets()) {
            found.add(TagSet.of("__address__", address));
        }
        targets.update(new TargetGroup("static", found, TagSet.of(config.labels())));
        targets.looked();
        Thread.sleep(Long.MAX_VALUE);
    }
}
