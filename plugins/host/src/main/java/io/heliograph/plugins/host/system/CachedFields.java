package io.heliograph.plugins.host.system;

import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fields that change so rarely that they are kept for a while.
final class CachedFields {
    private final Source source;
    private final long keptNanos;
    private final PluginContext context;
    private @Nullable Map<String, String> fields;
    private long readAtNanos;

    /// Where they come from.
    interface Source {
        /// Reads them all.
        Map<String, String> read();
    }

    CachedFields(Source source, Duration kept, PluginContext context) {
        this.source = source;
        this.keptNanos = kept.toNanos();
        this.context = context;
    }

    void put(Row row) {
        long now = context.epochNanos();
        Map<String, String> known = fields;
        if (known == null || now - readAtNanos >= keptNanos) {
            known = source.read();
            fields = known;
            readAtNanos = now;
        }
        for (Map.Entry<String, String> field : known.entrySet()) {
            row.put(field.getKey(), field.getValue());
        }
    }
}
