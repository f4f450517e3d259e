package io.heliograph.plugins.aggregate.valuecounter;

import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.plugins.aggregate.window.SeriesWindow;
import io.heliograph.plugins.common.go.GoNumbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often each value came in one window, by the key of the resulting field.
final class ValueCounts implements SeriesWindow.State {
    private final List<String> fields;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /// A number that changes in place.
    private static final class Count {
        long value;
    }

    ValueCounts(List<String> fields) {
        this.fields = fields;
    }

    @Override
    public void add(Metric metric) {
        for (int i = 0; i < fields.size(); i++) {
            int field = metric.fields().indexOf(fields.get(i));
            if (field >= 0) {
                count(fields.get(i) + "_" + text(metric, field));
            }
        }
    }

    private void count(String key) {
        Count count = counts.get(key);
        if (count == null) {
            count = new Count();
            counts.put(key, count);
        }
        count.value++;
    }

    private static String text(Metric metric, int field) {
        return switch (metric.kind(field)) {
            case DOUBLE -> GoNumbers.general(metric.doubleValue(field));
            case LONG -> Long.toString(metric.longValue(field));
            case UNSIGNED -> Long.toUnsignedString(metric.bits(field));
            case BOOLEAN -> Boolean.toString(metric.booleanValue(field));
            case TEXT -> metric.text(field);
            case HISTOGRAM -> metric.histogram(field).toString();
        };
    }

    void put(Row row) {
        for (Map.Entry<String, Count> count : counts.entrySet()) {
            row.put(count.getKey(), count.getValue().value);
        }
    }

    @Override
    public void reset() {
        counts.clear();
    }
}
