package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.GlobList;
import io.heliograph.api.Option;
import io.heliograph.api.ValueType;

/// Types that metrics get, whatever their own is.
public record MetricTypes(
        @Option(doc = "Names of metrics that are counters; patterns may be used.", example = "[\"*_total\"]")
        GlobList counter,

        @Option(doc = "Names of metrics that are gauges; patterns may be used.", example = "[\"*_ratio\"]")
        GlobList gauge) {

    /// No changes.
    static final MetricTypes NONE = new MetricTypes(GlobList.NONE, GlobList.NONE);

    /// The type of a metric of one value. One that both lists name is a gauge, as in Telegraf.
    ValueType of(String name, ValueType own) {
        if (gauge.matches(name)) {
            return ValueType.GAUGE;
        }
        return counter.matches(name) ? ValueType.COUNTER : own;
    }
}
