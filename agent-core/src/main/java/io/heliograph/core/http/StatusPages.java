package io.heliograph.core.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.heliograph.api.TagSet;
import io.heliograph.core.agent.AgentStatus;
import io.heliograph.core.agent.TargetStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes how the agent is doing as JSON.
final class StatusPages {
    private final JsonFactory json = new JsonFactory();

    /// Writes one document.
    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    private byte[] document(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            body.write(out);
            out.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    byte[] ready(List<String> reasons) throws IOException {
        return document(out -> {
            out.writeStartObject();
            out.writeBooleanField("ready", reasons.isEmpty());
            out.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                out.writeString(reason);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    byte[] targets(List<TargetStatus> targets) throws IOException {
        return document(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("targets");
            for (TargetStatus target : targets) {
                target(out, target);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void target(JsonGenerator out, TargetStatus target) throws IOException {
        out.writeStartObject();
        out.writeStringField("plugin", target.plugin());
        out.writeStringField("id", target.id());
        tags(out, "labels", target.labels());
        tags(out, "discovered_labels", target.discovered());
        out.writeNumberField("interval_seconds", seconds(target.interval()));
        out.writeStringField("state", lower(target.state()));
        time(out, "last_gather", target.lastGather());
        out.writeNumberField("last_gather_seconds", seconds(target.took()));
        out.writeStringField("last_error", target.lastError());
        out.writeEndObject();
    }

    private static void tags(JsonGenerator out, String name, TagSet tags) throws IOException {
        out.writeObjectFieldStart(name);
        for (int i = 0; i < tags.size(); i++) {
            out.writeStringField(tags.key(i), tags.value(i));
        }
        out.writeEndObject();
    }

    /// @param counts of each plugin, by name
    /// @param now for the lag
    byte[] plugins(AgentStatus status, Map<String, Map<String, Long>> counts, Instant now) throws IOException {
        return document(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("plugins");
            for (AgentStatus.PluginStatus plugin : status.plugins()) {
                plugin(out, plugin, counts.getOrDefault(plugin.name(), Map.of()), now);
            }
            out.writeEndArray();
            orphans(out, status.orphans());
            out.writeEndObject();
        });
    }

    private static void orphans(JsonGenerator out, List<AgentStatus.OrphanQueue> orphans) throws IOException {
        out.writeArrayFieldStart("orphan_queues");
        for (AgentStatus.OrphanQueue orphan : orphans) {
            out.writeStartObject();
            out.writeStringField("queue", orphan.name());
            out.writeNumberField("rows", orphan.rows());
            out.writeNumberField("bytes", orphan.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void plugin(
            JsonGenerator out, AgentStatus.PluginStatus plugin, Map<String, Long> counts, Instant now)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("name", plugin.name());
        out.writeStringField("state", lower(plugin.state()));
        out.writeStringField("last_error", plugin.lastError());
        time(out, "last_error_at", plugin.lastErrorAt());
        out.writeObjectFieldStart("counts");
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeEndObject();
        if (plugin.buffered() >= 0) {
            out.writeNumberField("buffered", plugin.buffered());
            out.writeNumberField("lag_seconds", lag(plugin, now));
        }
        out.writeEndObject();
    }

    /// How old the oldest row is that waits; 0 where none does.
    private static double lag(AgentStatus.PluginStatus plugin, Instant now) {
        if (plugin.buffered() == 0 || plugin.oldestNanos() == 0) {
            return 0;
        }
        return Math.max(0, seconds(Duration.between(Instant.ofEpochSecond(0, plugin.oldestNanos()), now)));
    }

    private static void time(JsonGenerator out, String name, @Nullable Instant at) throws IOException {
        out.writeStringField(name, at == null ? null : at.toString());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String lower(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
