package io.heliograph.plugins.prometheus.naming;

import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import org.jspecify.annotations.Nullable;

/// What measurements, fields and tags are called as metrics and labels: the two ways of Telegraf.
///
/// @param names makes them such that Prometheus takes them
public record Naming(Names names) {
    /// The label with a bucket's upper bound.
    public static final String BOUND = "le";
    /// The label with the quantile of a summary's value.
    public static final String QUANTILE = "quantile";
    /// How Prometheus itself calls the name among the labels.
    public static final String NAME = "__name__";

    private static final String OWN = "prometheus";

    /// The metric of a field as `metric_version = 1` has it: the measurement for the fields `value`, `counter` of a
    /// counter, `gauge` of a gauge, and for all parts of a histogram or summary; else `measurement_field`. Null where
    /// nothing of it is left.
    public @Nullable String family(String measurement, String field, ValueType type) {
        boolean same = isGrouped(type)
                || field.equals("value")
                || type == ValueType.COUNTER && field.equals("counter")
                || type == ValueType.GAUGE && field.equals("gauge");
        return names.family(same ? measurement : measurement + "_" + field);
    }

    /// The metric of a field as `metric_version = 2` has it: `measurement_field`, of the measurement `prometheus` the
    /// field alone. Null where nothing of it is left.
    public @Nullable String sample(String measurement, String field) {
        return names.metric(measurement.equals(OWN) ? field : measurement + "_" + field);
    }

    /// The labels that tags make.
    ///
    /// @param reserved a label that they must not make, or null
    public TagSet labels(TagSet tags, @Nullable String reserved) {
        TagSet labels = TagSet.EMPTY;
        for (int i = 0; i < tags.size(); i++) {
            labels = with(labels, tags.key(i), tags.value(i), reserved);
        }
        return labels.equals(tags) ? tags : labels;
    }

    /// Labels with the one that a tag or text makes, unless they have it already.
    public TagSet with(TagSet labels, String key, String value, @Nullable String reserved) {
        String name = names.label(key);
        boolean wanted = name != null && !name.equals(reserved) && !name.equals(NAME) && !labels.has(name);
        return wanted ? labels.with(name, value) : labels;
    }

    /// Whether samples of this type are made of several lines.
    public static boolean isGrouped(ValueType type) {
        return switch (type) {
            case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> true;
            case COUNTER, GAUGE, UNTYPED, INFO, STATE_SET -> false;
        };
    }

    /// The label that lines of this type have of their own.
    public static @Nullable String reserved(ValueType type) {
        return switch (type) {
            case HISTOGRAM, GAUGE_HISTOGRAM -> BOUND;
            case SUMMARY -> QUANTILE;
            case COUNTER, GAUGE, UNTYPED, INFO, STATE_SET -> null;
        };
    }

    /// The number that a field's key or a tag stands for; NaN where it is none.
    public static double number(@Nullable String text) {
        if (text == null
                || text.isEmpty()
                || "dDfF".indexOf(text.charAt(text.length() - 1)) >= 0 && !text.endsWith("Inf")) {
            return Double.NaN;
        }
        try {
            return switch (text) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException other) {
            return Double.NaN;
        }
    }
}
