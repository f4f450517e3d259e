package io.heliograph.core.series;

import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the host has worked out about one series: the answer of each stage that it passes, and its encoded forms.
///
/// Answers are found by their owner's identity in a short array, owner and answer in turn, which is replaced as a
/// whole and never changed, so that reading takes no lock. A series passes a handful of owners: its input, the chain,
/// filtering outputs, and one per serializer setting. What a retired owner (a stage of before a reload) has left is
/// thrown out when the next answer is added. Everything here dies with the series.
public final class SeriesState {
    private static final Object[] NONE = {};
    private static final VarHandle ANSWERS = answersHandle();

    private Object[] answers = NONE; // owner, answer, owner, answer …; read and written through ANSWERS
    private @Nullable FieldSet fields;

    private SeriesState() {}

    private static VarHandle answersHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(SeriesState.class, "answers", Object[].class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /// The state of a series, which is attached to it at the first call. Two threads that meet there may work with two
    /// states for a moment; one of them is forgotten, and its answers are asked for again.
    public static SeriesState of(Series series) {
        Object attached = series.attachment();
        if (attached instanceof SeriesState state) {
            return state;
        }
        SeriesState made = new SeriesState();
        series.attach(made);
        return made;
    }

    /// What an owner has answered for this series, or null.
    public @Nullable Object answer(Object owner) {
        Object[] present = (Object[]) ANSWERS.getAcquire(this);
        for (int at = 0; at < present.length; at += 2) {
            if (present[at] == owner) {
                return present[at + 1];
            }
        }
        return null;
    }

    /// Remembers an owner's answer.
    public void answer(Object owner, Object answer) {
        Object[] present = (Object[]) ANSWERS.getAcquire(this);
        while (true) {
            Object[] next = with(present, owner, answer);
            Object[] witness = (Object[]) ANSWERS.compareAndExchange(this, present, next);
            if (witness == present) {
                return;
            }
            present = witness;
        }
    }

    private static Object[] with(Object[] present, Object owner, Object answer) {
        int kept = 0;
        Object[] next = new Object[present.length + 2];
        for (int at = 0; at < present.length; at += 2) {
            if (present[at] != owner && !isRetired(present[at])) {
                next[kept++] = present[at];
                next[kept++] = present[at + 1];
            }
        }
        next[kept++] = owner;
        next[kept++] = answer;
        return kept == next.length ? next : Arrays.copyOf(next, kept);
    }

    private static boolean isRetired(Object owner) {
        return owner instanceof Owner stage && stage.isRetired();
    }

    /// The fields that the latest row of the series had: a guess at those of the next.
    public @Nullable FieldSet fields() {
        return fields;
    }

    /// See [#fields()].
    public void fields(FieldSet latest) {
        fields = latest;
    }
}
