package io.heliograph.plugins.aggregate.window;

import io.heliograph.api.Metric;
import io.heliograph.api.Series;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// One state for each series that had a row in the present window.
///
/// A state is used again in the next window, so that steady series allocate nothing; one whose series had no row for
/// a whole window is forgotten. Confined to one thread.
///
/// @param <S> the state
public final class SeriesWindow<S extends SeriesWindow.State> {
    /// What is kept of a series.
    public interface State {
        /// Takes a row.
        void add(Metric metric);

        /// Forgets the window.
        void reset();
    }

    private static final class Entry<S> {
        final S state;
        boolean used;

        Entry(S state) {
            this.state = state;
        }
    }

    private final Supplier<S> fresh;
    private final Map<Series, Entry<S>> entries = new LinkedHashMap<>();

    /// @param fresh makes the state of a series that is new
    public SeriesWindow(Supplier<S> fresh) {
        this.fresh = fresh;
    }

    /// Adds a row to its series.
    public void add(Metric metric) {
        Entry<S> entry = entries.get(metric.series());
        if (entry == null) {
            entry = new Entry<>(fresh.get());
            entries.put(metric.series(), entry);
        }
        entry.used = true;
        entry.state.add(metric);
    }

    /// Hands each series of the window on, and begins the next one.
    public void drain(BiConsumer<Series, S> emit) {
        Iterator<Map.Entry<Series, Entry<S>>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Series, Entry<S>> next = all.next();
            Entry<S> entry = next.getValue();
            if (!entry.used) {
                all.remove();
                continue;
            }
            emit.accept(next.getKey(), entry.state);
            entry.state.reset();
            entry.used = false;
        }
    }
}
