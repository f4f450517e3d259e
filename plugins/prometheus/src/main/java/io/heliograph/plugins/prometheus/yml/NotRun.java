package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.Translation;
import org.jspecify.annotations.Nullable;

/// What stands in a file and is not run, told in one line of the log.
final class NotRun {
    private final StringBuilder names = new StringBuilder();
    private @Nullable Place first;

    void add(String name, Place place) {
        first = first == null ? place : first;
        names.append(names.isEmpty() ? "" : ", ").append(name);
        names.append(" (line ").append(place.line()).append(')');
    }

    void tell(Translation into) {
        if (first != null) {
            into.note(first, "", "of this file these are not run: " + names);
        }
    }
}
