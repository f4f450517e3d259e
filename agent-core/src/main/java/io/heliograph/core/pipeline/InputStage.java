package io.heliograph.core.pipeline;

import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.series.Owner;
import java.time.Duration;

/// What an input's settings do with its rows, in Telegraf's order: select by the names and tags that the plugin gave;
/// then name, add the plugin's tags and the global ones where the row has none of the key, take fields and tags away,
/// and put back those that are to be there always.
public final class InputStage extends Owner implements Entrance {
    /// The settings of an input.
    ///
    /// @param filter the filters
    /// @param naming the names
    /// @param targetTags of the target or request: to filters they are the row's own
    /// @param localTags the plugin's `tags`
    /// @param globalTags the agent's, `host` included
    /// @param alwaysLocal `always_include_local_tags`
    /// @param alwaysGlobal `always_include_global_tags`
    /// @param precision times are rounded to multiples of it
    /// @param timeSource see [Entrance#timeSource]
    public record Settings(
            MetricFilter filter,
            Naming naming,
            TagSet targetTags,
            TagSet localTags,
            TagSet globalTags,
            boolean alwaysLocal,
            boolean alwaysGlobal,
            Duration precision,
            TimeSource timeSource) {
        /// The same for a target or a request.
        public Settings withTarget(TagSet tags) {
            return new Settings(
                    filter, naming, tags, localTags, globalTags, alwaysLocal, alwaysGlobal, precision, timeSource);
        }
    }

    private final Settings settings;
    private final long precisionNanos;

    /// A stage for one input, target or listener.
    public InputStage(Settings settings) {
        this.settings = settings;
        this.precisionNanos = Math.max(1, settings.precision.toNanos());
    }

    @Override
    public Admission admit(Series given) {
        Series series = given.tagged(given.tags().orElse(settings.targetTags));
        if (!settings.filter.selects(series)) {
            return Admission.REFUSED;
        }
        TagSet tags =
                settings.filter.keep(series.tags().orElse(settings.localTags).orElse(settings.globalTags));
        if (settings.alwaysLocal) {
            tags = tags.orElse(settings.localTags);
        }
        if (settings.alwaysGlobal) {
            tags = tags.orElse(settings.globalTags);
        }
        return new Admission(
                series.renamed(settings.naming.apply(series.name())).tagged(tags), settings.filter.fields());
    }

    @Override
    public long round(long epochNanos) {
        return Rounding.nearest(epochNanos, precisionNanos);
    }

    @Override
    public TimeSource timeSource() {
        return settings.timeSource;
    }
}
