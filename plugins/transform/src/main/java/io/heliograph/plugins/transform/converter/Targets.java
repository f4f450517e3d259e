package io.heliograph.plugins.transform.converter;

import io.heliograph.api.GlobList;
import io.heliograph.plugins.common.go.GoTimestamps;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what becomes of each tag or each field. Asked once per key: the answers are remembered.
final class Targets {
    private static final int MOST_KEYS = 10_000;

    private final Map<Target, GlobList> keys = new LinkedHashMap<>();
    private final Map<String, Target> known = new HashMap<>();
    private final GoTimestamps timestamps;

    private Targets(@Nullable String timestampFormat) {
        this.timestamps = new GoTimestamps(timestampFormat == null ? "" : timestampFormat, ZoneOffset.UTC);
    }

    static Targets of(ConverterConfig.Tags tags) {
        Targets targets = new Targets(tags.timestampFormat());
        targets.put(Target.MEASUREMENT, tags.measurement());
        targets.put(Target.STRING, tags.string());
        targets.put(Target.INTEGER, tags.integer());
        targets.put(Target.UNSIGNED, tags.unsigned());
        targets.put(Target.BOOLEAN, tags.truth());
        targets.put(Target.FLOAT, tags.floating());
        targets.put(Target.TIMESTAMP, tags.timestamp());
        return targets;
    }

    static Targets of(ConverterConfig.Fields fields) {
        Targets targets = new Targets(fields.timestampFormat());
        targets.put(Target.MEASUREMENT, fields.measurement());
        targets.put(Target.TAG, fields.tag());
        targets.put(Target.FLOAT, fields.floating());
        targets.put(Target.INTEGER, fields.integer());
        targets.put(Target.UNSIGNED, fields.unsigned());
        targets.put(Target.BOOLEAN, fields.truth());
        targets.put(Target.STRING, fields.string());
        targets.put(Target.TIMESTAMP, fields.timestamp());
        targets.put(Target.BASE64_FLOAT, fields.base64IeeeFloat32());
        return targets;
    }

    private void put(Target target, GlobList of) {
        if (!of.isEmpty()) {
            keys.put(target, of);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    Target of(String key) {
        Target target = known.get(key);
        if (target == null) {
            if (known.size() >= MOST_KEYS) {
                known.clear();
            }
            target = find(key);
            known.put(key, target);
        }
        return target;
    }

    private Target find(String key) {
        for (Map.Entry<Target, GlobList> entry : keys.entrySet()) {
            if (entry.getValue().matches(key)) {
                return entry.getKey();
            }
        }
        return Target.NONE;
    }

    /// The time that a value stands for.
    ///
    /// @throws IllegalArgumentException for what is no time in the format
    long epochNanos(Object value) {
        return timestamps.epochNanos(value);
    }
}
