package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.Translation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a file is read within: the table `[[inputs.prometheus]]` that names it.
final class Outer {
    private static final List<String> OF_TARGETS = List.of("scrape_config_files", "urls", "discovery", "alias", "tags");

    private final TomlTable table;
    private final Translation into;
    private final Set<String> ids;
    private final Map<String, Place> jobs = new HashMap<>();

    /// @param ids of all discoveries that were made so far
    Outer(TomlTable table, Translation into, Set<String> ids) {
        this.table = table;
        this.into = into;
        this.ids = ids;
    }

    Translation into() {
        return into;
    }

    /// What its inputs have in common: all options but those that are of targets, or of one input alone.
    OwnTable common(Place place) {
        OwnTable common = new OwnTable(place).putAll(table);
        OF_TARGETS.forEach(common::take);
        // in our tables it is a file, in Prometheus' the token itself
        return common.put("bearer_token_file", common.take("bearer_token"));
    }

    /// Tags of all of its inputs; null for none.
    @Nullable
    TomlTable tags() {
        return table.entries().get("tags") instanceof TomlTable tags ? tags : null;
    }

    /// What an input or output is called.
    String alias(String name) {
        Object alias = table.entries().containsKey("alias")
                ? table.entries().get("alias").plain()
                : "";
        return alias.equals("") ? name : alias + "/" + name;
    }

    /// How samples become metrics, which outputs that make samples of them again have to know: 1 or 2.
    Object metricVersion() {
        boolean kapacitor = table.entries().containsKey("mapping")
                && "kapacitor".equals(table.entries().get("mapping").plain());
        return kapacitor
                ? 1L
                : table.entries().containsKey("metric_version")
                        ? table.entries().get("metric_version").plain()
                        : 2L;
    }

    /// Notes a job's name.
    ///
    /// @return whether no other job of these files has it, which is told
    boolean isNewJob(String name, Place place) {
        Place earlier = jobs.putIfAbsent(name, place);
        if (earlier != null) {
            into.problem(place, "scrape_configs.job_name", "'" + name + "' is also the name of the job at " + earlier);
        }
        return earlier == null;
    }

    /// An id that no other discovery has.
    String id(String wanted) {
        String id = wanted;
        for (int number = 2; !ids.add(id); number++) {
            id = wanted + "#" + number;
        }
        return id;
    }
}
