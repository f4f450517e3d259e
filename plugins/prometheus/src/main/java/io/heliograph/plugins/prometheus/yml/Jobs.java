package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scrape jobs become inputs, each with its discoveries.
final class Jobs {
    private static final String PATH = "scrape_configs";
    private static final long INTERVAL_MILLIS = 60_000;
    private static final long TIMEOUT_MILLIS = 10_000;
    /// Ours are on where Prometheus' are off.
    private static final List<String> LIMITS = List.of(
            "content_length_limit",
            "sample_limit",
            "label_limit",
            "label_name_length_limit",
            "label_value_length_limit");
    private static final List<String> ONLY_GLOBAL =
            List.of("external_labels", "evaluation_interval", "rule_query_offset", "query_log_file");
    /// Where a zero or an empty text is as good as nothing, so that the global value counts.
    private static final List<Object> UNSET = List.of("", "0s", 0L);

    private final Outer outer;
    private final TomlTable global;
    private final TomlTable tags;
    private final NotRun notRun;
    private final long globalInterval;
    private final long globalTimeout;

    /// @param global the section `global`
    /// @param externalLabels with variables replaced
    Jobs(Outer outer, TomlTable global, TomlTable externalLabels, NotRun notRun) {
        this.outer = outer;
        this.global = global;
        this.tags = outer.tags() == null ? externalLabels : externalLabels.overlaid(outer.tags());
        this.notRun = notRun;
        this.globalInterval = millis(global, "scrape_interval", INTERVAL_MILLIS);
        this.globalTimeout = millis(global, "scrape_timeout", Math.min(TIMEOUT_MILLIS, globalInterval));
        if (globalTimeout > globalInterval) {
            tell(global, "scrape_timeout", "global", tooLong(globalTimeout, globalInterval));
        }
    }

    private static String tooLong(long timeout, long interval) {
        return "longer than scrape_interval: " + Units.text(timeout) + ", and " + Units.text(interval);
    }

    /// The same for the jobs of another file.
    void add(TomlTable job) {
        String name = text(job, "job_name");
        if (name.isEmpty()) {
            tell(job, "job_name", PATH, "must be set (try job_name: node)");
            return;
        }
        boolean sound = outer.isNewJob(name, placeOf(job, "job_name"));
        sound &= Authentication.isSound(job, PATH, outer.into());
        OwnTable input = input(job);
        sound &= times(job, input);
        List<String> discoveries = discoveries(job, name);
        if (sound && !discoveries.isEmpty()) {
            input.put("alias", outer.alias(name)).put("discovery", discoveries);
            outer.into().table("inputs.prometheus", PATH, input.done());
        }
    }

    private OwnTable input(TomlTable job) {
        OwnTable input = new OwnTable(job.place());
        LIMITS.forEach(limit -> input.put(limit, 0L));
        input.put("follow_redirects", true).put("metric_version", 2L);
        input.putAll(outer.common(job.place()).done());
        putSet(input, global);
        ONLY_GLOBAL.forEach(input::take);
        putSet(input, job);
        input.remove("static_configs", "file_sd_configs");
        Shapes.OTHER_DISCOVERIES.forEach(other -> input.take(other + "_sd_configs"));
        Authentication.translate(input);
        if (!tags.entries().isEmpty()) {
            input.put("tags", tags);
        }
        return input;
    }

    private static void putSet(OwnTable input, TomlTable table) {
        table.entries().forEach((key, value) -> {
            if (!(value instanceof TomlScalar scalar && UNSET.contains(scalar.value()))) {
                input.put(key, value);
            }
        });
    }

    /// A timeout that is not set is the global one, or the interval where that is shorter.
    private boolean times(TomlTable job, OwnTable input) {
        long interval = millis(job, "scrape_interval", globalInterval);
        long timeout = millis(job, "scrape_timeout", Math.min(globalTimeout, interval));
        input.put("scrape_interval", new TomlScalar(Units.text(interval), placeOf(job, "scrape_interval")));
        input.put("scrape_timeout", new TomlScalar(Units.text(timeout), placeOf(job, "scrape_timeout")));
        if (timeout > interval) {
            tell(job, "scrape_timeout", PATH, tooLong(timeout, interval));
        }
        return timeout <= interval;
    }

    private List<String> discoveries(TomlTable job, String name) {
        List<String> ids = new ArrayList<>();
        for (TomlTable group : tables(job, "static_configs")) {
            checkAddresses(group);
            ids.add(discovery("discovery.static", group, name + "/static_configs/" + ids.size(), "static_configs"));
        }
        for (TomlTable files : tables(job, "file_sd_configs")) {
            ids.add(discovery("discovery.file", files, name + "/file_sd_configs/" + ids.size(), "file_sd_configs"));
        }
        for (String other : Shapes.OTHER_DISCOVERIES) {
            if (job.entries().containsKey(other + "_sd_configs")) {
                notRun.add(other + "_sd_configs of the job '" + name + "'", placeOf(job, other + "_sd_configs"));
            }
        }
        return ids;
    }

    private String discovery(String plugin, TomlTable settings, String wanted, String section) {
        OwnTable own = new OwnTable(settings.place());
        putSet(own, settings);
        String id = outer.id(wanted);
        outer.into().table(plugin, PATH + "." + section, own.put("id", id).done());
        return id;
    }

    private void checkAddresses(TomlTable group) {
        if (!(group.entries().get("targets") instanceof TomlList(List<TomlValue> addresses, var ignored))) {
            return;
        }
        for (TomlValue address : addresses) {
            if (String.valueOf(address.plain()).indexOf('/') >= 0) {
                String message = "not an address: '" + address.plain() + "' (try localhost:9100; a path goes into"
                        + " metrics_path)";
                outer.into().problem(address.place(), PATH + ".static_configs.targets", message);
            }
        }
    }

    private static List<TomlTable> tables(TomlTable job, String key) {
        List<TomlTable> tables = new ArrayList<>();
        if (job.entries().get(key) instanceof TomlList(List<TomlValue> values, var ignored)) {
            for (TomlValue value : values) {
                tables.add((TomlTable) value);
            }
        }
        return tables;
    }

    private static long millis(TomlTable table, String key, long otherwise) {
        String text = text(table, key);
        long millis = text.isEmpty() ? 0 : Units.millis(text);
        return millis == 0 ? otherwise : millis;
    }

    private static String text(TomlTable table, String key) {
        @Nullable TomlValue value = table.entries().get(key);
        return value == null ? "" : String.valueOf(value.plain());
    }

    private static Place placeOf(TomlTable table, String key) {
        TomlValue value = table.entries().get(key);
        return value == null ? table.place() : value.place();
    }

    private void tell(TomlTable table, String key, String path, String message) {
        outer.into().problem(placeOf(table, key), path + "." + key, message);
    }
}
