package io.heliograph.plugins.transform.converter;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Converts values and says in the log what could not be converted. The host writes a line that comes again once.
record Complaints(Logger logger) {
    /// Puts a converted value under its key, or complains.
    void convert(Target target, String key, Object value, Map<String, Object> into) {
        Object converted = converted(target, key, value);
        if (converted != null) {
            into.put(key, converted);
        }
    }

    /// A value as one of another type; null, with a complaint, where it is none.
    @Nullable
    Object converted(Target target, String key, Object value) {
        Object converted = target.convert(value);
        if (converted == null) {
            logger.warn("{}: cannot be converted to {}, and is dropped: '{}'", key, target, value);
        }
        return converted;
    }

    /// The time that a value stands for; null, with a complaint, where it is none.
    @Nullable
    Long time(Targets targets, String key, Object value) {
        try {
            return targets.epochNanos(value);
        } catch (IllegalArgumentException noTime) {
            logger.warn("{}: {}; the row keeps its time", key, noTime.getMessage());
            return null;
        }
    }
}
