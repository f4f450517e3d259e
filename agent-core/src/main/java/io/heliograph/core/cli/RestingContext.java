package io.heliograph.core.cli;

import com.codahale.metrics.MetricRegistry;
import io.heliograph.api.Accumulator;
import io.heliograph.api.Parser;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Serializer;
import io.heliograph.api.StateStore;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.Formats;
import io.heliograph.core.config.PluginCatalog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host of a plugin that is made and asked, and never opened: it emits nothing, keeps nothing and starts nothing.
final class RestingContext implements PluginContext {
    private static final StateStore NO_STATE = new StateStore() {
        @Override
        public @Nullable String load() {
            return null;
        }

        @Override
        public void save(String state) {
            // is for a clean stop of an agent, and there is none
        }
    };

    private final PluginCatalog catalog;
    private final String name;
    private final Duration interval;
    private final MetricRegistry metrics = new MetricRegistry();

    /// @param name alias included
    RestingContext(PluginCatalog catalog, String name, Duration interval) {
        this.catalog = catalog;
        this.name = name;
        this.interval = interval;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public long epochNanos() {
        return System.currentTimeMillis() * 1_000_000;
    }

    @Override
    public Logger logger() {
        return LoggerFactory.getLogger(name);
    }

    @Override
    public MetricRegistry metrics() {
        return metrics;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public StateStore state() {
        return NO_STATE;
    }

    @Override
    public Accumulator accumulator(TagSet tags) {
        throw new IllegalStateException(name + " is not at work");
    }

    @Override
    public void spawn(String task, Task work) {
        throw new IllegalStateException(name + " is not at work");
    }

    @Override
    public Parser parser(String dataFormat, Map<String, ?> settings) {
        return Formats.parser(catalog, this, dataFormat, settings);
    }

    @Override
    public Serializer serializer(String dataFormat, Map<String, ?> settings) {
        return Formats.serializer(catalog, this, dataFormat, settings);
    }
}
