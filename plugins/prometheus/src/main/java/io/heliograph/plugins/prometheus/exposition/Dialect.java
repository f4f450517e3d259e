package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// Which names samples have within their family.
enum Dialect {
    /// The text format and Prometheus' protobuf: a family of one value has its sample's name.
    PROMETHEUS(new String[] {"_bucket", "_sum", "_count"}),
    /// OpenMetrics: the counter `x` has a sample `x_total`, and `x_created` says when counting began.
    OPENMETRICS(new String[] {"_bucket", "_sum", "_count", "_total", "_created", "_info", "_gsum", "_gcount"});

    private final String[] suffixes;

    Dialect(String[] suffixes) {
        this.suffixes = suffixes;
    }

    /// The length of a sample's name without its suffix, or 0.
    int baseLength(String name) {
        for (String suffix : suffixes) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return name.length() - suffix.length();
            }
        }
        return 0;
    }

    /// What a sample with a suffix is in a family of a type; null where such families have no such samples.
    @Nullable
    Role role(ValueType type, String suffix) {
        return switch (suffix) {
            case "_bucket" -> type.basic() == ValueType.HISTOGRAM ? Role.BUCKET : null;
            case "_sum", "_count" -> isGrouped(type) ? sumOrCount(suffix) : null;
            case "_gsum", "_gcount" -> type == ValueType.GAUGE_HISTOGRAM ? sumOrCount(suffix) : null;
            case "_total" -> type == ValueType.COUNTER ? Role.VALUE : null;
            case "_info" -> type == ValueType.INFO ? Role.INFO : null;
            case "_created" ->
                type == ValueType.COUNTER || type == ValueType.HISTOGRAM || type == ValueType.SUMMARY
                        ? Role.CREATED
                        : null;
            default -> null;
        };
    }

    private static boolean isGrouped(ValueType type) {
        return type == ValueType.SUMMARY || type.basic() == ValueType.HISTOGRAM;
    }

    private static Role sumOrCount(String suffix) {
        return suffix.endsWith("sum") ? Role.SUM : Role.COUNT;
    }
}
