package io.heliograph.core.agent;

import io.heliograph.core.channel.Entrance;
import io.heliograph.core.channel.FieldFilter;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.FilterOptions;
import io.heliograph.core.config.LogLevel;
import io.heliograph.core.config.TimeSource;
import io.heliograph.core.pipeline.MetricFilter;
import io.heliograph.core.pipeline.Naming;
import java.time.Duration;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/// What follows from the configuration: its options in the terms of the rooms that they are for.
final class Derived {
    private Derived() {}

    static MetricFilter filter(FilterOptions options) {
        if (options.isNone()) {
            return MetricFilter.NONE;
        }
        boolean allFields =
                options.fieldinclude().isEmpty() && options.fieldexclude().isEmpty();
        return new MetricFilter(
                options.passedNames(),
                options.droppedNames(),
                options.tagpass(),
                options.tagdrop(),
                allFields ? null : new FieldFilter(options.fieldinclude(), options.fieldexclude()),
                options.taginclude(),
                options.tagexclude());
    }

    static Naming naming(io.heliograph.core.config.Naming options) {
        return options.isNone()
                ? Naming.NONE
                : new Naming(options.nameOverride(), options.namePrefix(), options.nameSuffix());
    }

    static Entrance.TimeSource timeSource(TimeSource option) {
        return switch (option) {
            case METRIC -> Entrance.TimeSource.METRIC;
            case COLLECTION_START -> Entrance.TimeSource.COLLECTION_START;
            case COLLECTION_END -> Entrance.TimeSource.COLLECTION_END;
        };
    }

    /// The precision of an input that gathers: what is set, else the unit of time that its interval is made of.
    static Duration precision(@Nullable Duration own, AgentSettings agent, Duration interval) {
        if (own != null && !own.isZero()) {
            return own;
        }
        return agent.precision().isZero() ? unitOf(interval) : agent.precision();
    }

    private static Duration unitOf(Duration interval) {
        if (interval.compareTo(Duration.ofSeconds(1)) >= 0) {
            return Duration.ofSeconds(1);
        }
        if (interval.compareTo(Duration.ofMillis(1)) >= 0) {
            return Duration.ofMillis(1);
        }
        return interval.compareTo(Duration.ofNanos(1000)) >= 0 ? Duration.ofNanos(1000) : Duration.ofNanos(1);
    }

    static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.SEVERE;
            case WARN -> Level.WARNING;
            case INFO -> Level.INFO;
            case DEBUG -> Level.FINE;
            case TRACE -> Level.FINEST;
        };
    }
}
