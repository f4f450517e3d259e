package io.heliograph.core.series;

import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The answers that depend on the tags of one target, by the series that it has in common with others. They hang on
/// the target's overlay and die with it. Good for any thread.
///
/// They age as a [SeriesCache] does: what was not asked for during two whole ages is forgotten.
public final class TargetAnswers {
    private static final int AGES_KEPT = 2;

    private final ConcurrentMap<Series, Slot> bySeries = new ConcurrentHashMap<>();
    private volatile int age;

    private static final class Slot {
        volatile Object[] kept = Kept.NONE;
        volatile int lastAge;

        synchronized void put(Object owner, Object answer) {
            kept = Kept.with(kept, owner, answer);
        }
    }

    private TargetAnswers() {}

    /// Those of a target, attached to its overlay at the first call.
    private static TargetAnswers of(Overlay target) {
        if (target.attachment() instanceof TargetAnswers known) {
            return known;
        }
        synchronized (target) {
            if (target.attachment() instanceof TargetAnswers known) {
                return known;
            }
            TargetAnswers made = new TargetAnswers();
            target.attach(made);
            return made;
        }
    }

    static @Nullable Object find(Overlay target, Series base, Object owner) {
        TargetAnswers answers = of(target);
        Slot slot = answers.bySeries.get(base);
        if (slot == null) {
            return null;
        }
        if (slot.lastAge != answers.age) {
            slot.lastAge = answers.age;
        }
        return Kept.find(slot.kept, owner);
    }

    static void put(Overlay target, Series base, Object owner, Object answer) {
        TargetAnswers answers = of(target);
        Slot slot = answers.bySeries.computeIfAbsent(base, series -> new Slot());
        slot.lastAge = answers.age;
        slot.put(owner, answer);
    }

    /// Ends an age of a target's answers.
    public static void age(Overlay target) {
        if (target.attachment() instanceof TargetAnswers answers) {
            int now = answers.age + 1;
            answers.age = now;
            answers.bySeries.values().removeIf(slot -> now - slot.lastAge > AGES_KEPT);
        }
    }

    /// For how many series of a target there are answers.
    public static int size(Overlay target) {
        return target.attachment() instanceof TargetAnswers answers ? answers.bySeries.size() : 0;
    }
}
