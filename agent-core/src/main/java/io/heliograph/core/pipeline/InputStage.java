package io.heliograph.core.pipeline;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.core.channel.Admission;
import io.heliograph.core.channel.Entrance;
import io.heliograph.core.series.Answers;
import io.heliograph.core.series.TargetAnswers;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an input's settings do with its rows, in Telegraf's order: select by the names and tags that the plugin gave;
/// then name, add the plugin's tags and the global ones where the row has none of the key, take fields and tags away,
/// and put back those that are to be there always.
///
/// The targets of an input share its answers: see [#ofTarget].
public final class InputStage extends Answers<Admission> implements Entrance {
    /// The settings of an input.
    ///
    /// @param filter the filters
    /// @param naming the names
    /// @param targetTags of the request: to filters they are the row's own
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
        /// The same for a request.
        public Settings withTarget(TagSet tags) {
            return new Settings(
                    filter, naming, tags, localTags, globalTags, alwaysLocal, alwaysGlobal, precision, timeSource);
        }

        private TagSet complete(TagSet given) {
            TagSet tags = filter.keep(given.orElse(localTags).orElse(globalTags));
            if (alwaysLocal) {
                tags = tags.orElse(localTags);
            }
            return alwaysGlobal ? tags.orElse(globalTags) : tags;
        }

        private boolean isOpen() {
            return filter.equals(MetricFilter.NONE) && naming.equals(Naming.NONE);
        }
    }

    private final Settings settings;
    private final Answers<Admission> underTargets = new UnderTargets();
    private final boolean open;
    private final long precisionNanos;

    /// A stage for one input or listener.
    public InputStage(Settings settings) {
        this.settings = settings;
        this.open = settings.isOpen();
        this.precisionNanos = Math.max(1, settings.precision.toNanos());
    }

    @Override
    public Admission admit(Series given) {
        return of(given);
    }

    @Override
    protected Admission ask(Series given) {
        Series series = given.tagged(given.tags().orElse(settings.targetTags));
        return settings.filter.selects(series) ? admitted(series, settings.complete(series.tags())) : Admission.REFUSED;
    }

    private Admission admitted(Series series, TagSet tags) {
        Series named = series.renamed(settings.naming.apply(series.name())).tagged(tags);
        return new Admission(named, settings.filter.fields());
    }

    /// What targets share: the series itself gets no tags from the settings, as these are in the overlay.
    private final class UnderTargets extends Answers<Admission> {
        @Override
        protected Admission ask(Series series) {
            if (!settings.filter.selects(series)) {
                return Admission.REFUSED;
            }
            Series base = series.base();
            Admission bare = admitted(base, settings.filter.keep(base.tags()));
            return new Admission(Objects.requireNonNull(bare.series()).over(series.overlay()), bare.fields());
        }

        @Override
        public boolean isRetired() {
            return InputStage.this.isRetired();
        }
    }

    /// The entrance of one of the input's targets. Its tags, and those that settings add, lie over the series that all
    /// targets share.
    public Entrance ofTarget(TagSet tags) {
        return new OfTarget(tags);
    }

    private final class OfTarget implements Entrance {
        private final Overlay given;
        private final @Nullable Overlay completed;

        OfTarget(TagSet tags) {
            TagSet all = settings.complete(tags);
            this.given = new Overlay(tags);
            this.completed = all.isEmpty() ? null : all.equals(tags) ? given : new Overlay(all);
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Admission admit(Series series) {
            return underTargets.of(series, given);
        }

        @Override
        public @Nullable Overlay overlay() {
            return completed;
        }

        @Override
        public void age() {
            TargetAnswers.age(given);
            if (completed != null && completed != given) {
                TargetAnswers.age(completed);
            }
        }

        @Override
        public long round(long epochNanos) {
            return InputStage.this.round(epochNanos);
        }

        @Override
        public TimeSource timeSource() {
            return InputStage.this.timeSource();
        }
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
