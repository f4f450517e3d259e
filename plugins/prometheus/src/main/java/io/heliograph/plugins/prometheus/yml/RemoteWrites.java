package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Places to write to become outputs, which get all that the agent collects.
final class RemoteWrites {
    private static final String PATH = "remote_write";
    /// Ways of authentication that nothing here knows.
    private static final List<String> CLOUDS = List.of("sigv4", "azuread", "google_iam");
    /// An output has a buffer of its own in place of shards, and backs off on its own.
    private static final List<String> QUEUE_WITHOUT_MEANING =
            List.of("capacity", "max_shards", "min_shards", "min_backoff", "max_backoff", "sample_age_limit");

    private final Outer outer;
    private final NotRun notRun;
    private final Map<String, Place> names = new HashMap<>();

    RemoteWrites(Outer outer, NotRun notRun) {
        this.outer = outer;
        this.notRun = notRun;
    }

    void add(TomlTable table) {
        boolean sound = Authentication.isSound(table, PATH, outer.into()) & isNew(table);
        OwnTable output = new OwnTable(table.place());
        output.put("metric_version", outer.metricVersion()).put("name_sanitization", "utf8");
        output.put("flush_interval", "5s").put("metric_batch_size", 2000L);
        output.putAll(table);
        rename(output, "remote_timeout", "timeout");
        Authentication.translate(output);
        output.remove("follow_redirects", "enable_http2");
        headers(output);
        queue(output);
        metadata(output);
        String missing = hasHeaderFiles(table) ? "http_headers of files" : cloud(table);
        name(output);
        if (missing != null) {
            notRun.add("remote_write with " + missing, table.place());
        } else if (sound) {
            outer.into().table("outputs.prometheus_remote_write", PATH, output.done());
        }
    }

    private boolean isNew(TomlTable table) {
        TomlValue name = table.entries().get("name");
        Place earlier = name == null ? null : names.putIfAbsent(String.valueOf(name.plain()), name.place());
        if (name != null && earlier != null) {
            outer.into().problem(name.place(), PATH + ".name", "'" + name.plain() + "' is also the name at " + earlier);
        }
        return earlier == null;
    }

    private void name(OwnTable output) {
        TomlValue name = output.take("name");
        if (name != null) {
            output.put("alias", outer.alias(String.valueOf(name.plain())));
        }
        if (output.take("round_robin_dns") instanceof TomlValue spread) {
            notRun.add("remote_write.round_robin_dns", spread.place());
        }
    }

    /// The output's headers are texts: the name of a file must not be sent in place of what is in it.
    private static boolean hasHeaderFiles(TomlTable table) {
        return table.entries().get("http_headers") instanceof TomlTable headers
                && headers.entries().values().stream()
                        .anyMatch(header -> ((TomlTable) header).entries().containsKey("files"));
    }

    private static @Nullable String cloud(TomlTable table) {
        for (String cloud : CLOUDS) {
            if (table.entries().containsKey(cloud)) {
                return cloud;
            }
        }
        return null;
    }

    private static void rename(OwnTable table, String from, String to) {
        table.put(to, table.take(from));
    }

    /// `http_headers` has lists, `headers` has texts.
    private static void headers(OwnTable output) {
        TomlValue lists = output.take("http_headers");
        TomlValue texts = output.take("headers");
        if (lists == null && texts == null) {
            return;
        }
        OwnTable headers = new OwnTable((texts == null ? lists : texts).place());
        if (lists instanceof TomlTable all) {
            all.entries().forEach((name, values) -> headers.put(name, joined(values)));
        }
        output.put("headers", headers.putAll((TomlTable) texts).done());
    }

    private static String joined(TomlValue header) {
        StringBuilder joined = new StringBuilder();
        for (TomlValue list : ((TomlTable) header).entries().values()) {
            for (TomlValue value : ((TomlList) list).values()) {
                joined.append(joined.isEmpty() ? "" : ", ").append(value.plain());
            }
        }
        return joined.toString();
    }

    private void queue(OwnTable output) {
        if (!(output.take("queue_config") instanceof TomlTable queue)) {
            return;
        }
        output.put("metric_batch_size", queue.entries().get("max_samples_per_send"));
        output.put("flush_interval", queue.entries().get("batch_send_deadline"));
        output.put("retry_on_http_429", queue.entries().get("retry_on_http_429"));
        for (String key : QUEUE_WITHOUT_MEANING) {
            TomlValue value = queue.entries().get(key);
            if (value != null) {
                notRun.add("remote_write.queue_config." + key, value.place());
            }
        }
    }

    private static void metadata(OwnTable output) {
        if (output.take("metadata_config") instanceof TomlTable metadata) {
            OwnTable own = new OwnTable(metadata.place()).putAll(metadata);
            own.remove("max_samples_per_send");
            output.putBelow("metadata_config", own);
        }
    }
}
