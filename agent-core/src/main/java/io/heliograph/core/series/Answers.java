package io.heliograph.core.series;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import org.jspecify.annotations.Nullable;

/// The answers of a stage about series: each is worked out once and kept with its series.
///
/// A series that targets have in common is asked about once for all of them, under the tags of whichever came first.
/// Where the answer may depend on these, as somebody has looked at them ([Overlay#wasSeen]) or it cannot be shared for
/// another reason, it serves that target alone, and every other one gets an answer of its own.
///
/// Good for any thread; two that meet may both ask, and either answer stays.
///
/// @param <A> what an answer is
public abstract class Answers<A> extends Owner {
    private static final Object OF_EACH_TARGET = new Object();

    private final Owner underTags = new UnderTags();

    /// Works out the answer for a series.
    ///
    /// @param series the full identity; under the tags of a target it takes note of who looks at them
    protected abstract A ask(Series series);

    /// Whether an answer for which nobody looked at the target's tags holds for all targets.
    protected boolean isShareable(A answer) {
        return true;
    }

    /// The answer for a series.
    public final A of(Series series) {
        return of(series.base(), series.overlay());
    }

    /// The answer for a series under the tags of a target, if any. What it says about identity is said under *some*
    /// target's tags: where it has an overlay, the row's own goes in its place.
    @SuppressWarnings("unchecked") // nobody else keeps anything under this owner
    public final A of(Series base, @Nullable Overlay target) {
        Object known = Kept.find(base, target == null ? this : underTags);
        if (known == null) {
            return target == null ? plain(base) : first(base, target);
        }
        return known == OF_EACH_TARGET && target != null ? own(base, target) : (A) known;
    }

    private A plain(Series series) {
        A made = ask(series);
        Kept.put(series, this, made);
        return made;
    }

    private A first(Series base, Overlay target) {
        Overlay watched = new Overlay(target.tags());
        A made = ask(base.over(watched));
        if (!watched.wasSeen() && isShareable(made)) {
            Kept.put(base, underTags, made);
        } else {
            Kept.put(base, underTags, OF_EACH_TARGET);
            TargetAnswers.put(target, base, underTags, made);
        }
        return made;
    }

    @SuppressWarnings("unchecked") // as above
    private A own(Series base, Overlay target) {
        Object known = TargetAnswers.find(target, base, underTags);
        if (known != null) {
            return (A) known;
        }
        A made = ask(base.over(new Overlay(target.tags())));
        TargetAnswers.put(target, base, underTags, made);
        return made;
    }

    private final class UnderTags extends Owner {
        @Override
        public boolean isRetired() {
            return Answers.this.isRetired();
        }
    }
}
