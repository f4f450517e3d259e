package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes targets of what discovery found, as Prometheus does: labels with two leading underscores say how to read a
/// target, all others are put on its samples, with `job` and `instance`.
final class Discovered {
    private Discovered() {}

    /// @param job the `job` of targets without one
    /// @throws IllegalArgumentException for labels that make no target
    static Target target(Target found, String job) {
        TagSet labels = found.discovered();
        Location location = Location.of(labels);
        timeout(labels);
        return new Target(location.shown(), visible(labels, job), labels, duration(labels, "__scrape_interval__"));
    }

    private static TagSet visible(TagSet labels, String job) {
        Map<String, String> visible = new LinkedHashMap<>();
        visible.put("job", job);
        visible.put("instance", Location.label(labels, "__address__", ""));
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.key(i).startsWith("__")) {
                visible.put(labels.key(i), labels.value(i));
            }
        }
        return TagSet.of(visible);
    }

    /// The time limit that the labels set, or null.
    static @Nullable Duration timeout(TagSet labels) {
        return duration(labels, "__scrape_timeout__");
    }

    private static @Nullable Duration duration(TagSet labels, String key) {
        String text = labels.get(key);
        return text == null ? null : PrometheusDuration.parse(text);
    }
}
