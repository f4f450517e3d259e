package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that is exposed at present. Good for any thread.
final class Exposure {
    private final Translation translation;
    private final Duration expiration;
    private final Map<String, ExposedFamily> families = new TreeMap<>();

    /// @param expiration after which a series that is not refreshed is gone; zero for never
    Exposure(Translation translation, Duration expiration) {
        this.translation = translation;
        this.expiration = expiration;
    }

    /// Takes the rows of a batch. Where several are of one series, the latest counts.
    synchronized void add(MetricBatch batch, long nowNanos) {
        for (int row = 0; row < batch.size(); row++) {
            translation.add(batch, row, this, nowNanos);
        }
        expire(nowNanos);
    }

    /// The state of a series; null where the row is older than what is known, or the name is taken by another type.
    @Nullable Exposed member(String name, ValueType type, TagSet labels, long epochNanos, long nowNanos) {
        ExposedFamily family = families.get(name);
        if (family == null) {
            family = new ExposedFamily(name, type);
            families.put(name, family);
        }
        if (isGrouped(family.type) != isGrouped(type)) {
            return null;
        }
        Exposed member = family.member(labels);
        long millis = Math.floorDiv(epochNanos, 1_000_000L);
        if (member.refreshedNanos != 0 && millis < member.epochMillis) {
            return null;
        }
        member.epochMillis = millis;
        member.refreshedNanos = nowNanos;
        return member;
    }

    private static boolean isGrouped(ValueType type) {
        return type == ValueType.HISTOGRAM || type == ValueType.SUMMARY;
    }

    private void expire(long nowNanos) {
        if (!expiration.isZero()) {
            families.values().removeIf(family -> family.expire(nowNanos - expiration.toNanos()));
        }
    }

    /// Writes all that is not expired.
    synchronized void writeTo(ExpositionWriter out, long nowNanos) {
        expire(nowNanos);
        families.values().forEach(out::family);
    }
}
