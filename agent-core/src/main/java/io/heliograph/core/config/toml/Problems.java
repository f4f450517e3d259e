package io.heliograph.core.config.toml;

import io.heliograph.api.config.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Collects problems, so that all of them are told at once.
public final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> unsupported = new ArrayList<>();

    /// Adds a problem.
    public void add(Place place, String key, String message) {
        found.add(new Problem(place, key, message));
    }

    /// Adds something that Telegraf has and this agent has not.
    public void unsupported(Place place, String what) {
        unsupported.add(new Problem(place, what, "not supported yet"));
    }

    /// What Telegraf has and this agent has not, as it was found; the keys name it.
    public List<Problem> unsupported() {
        return unsupported;
    }

    /// Whether there are none, but for what is not supported.
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /// All of them, by file and line, each once.
    public List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(found.size());
        for (Problem problem : found) {
            if (!sorted.contains(problem)) {
                sorted.add(problem);
            }
        }
        Collections.sort(sorted);
        return sorted;
    }
}
