package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Metric;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.exposition.Tally;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a scraper says about its scrapes: `up` and its like. They carry the target's labels and pass no rules or
/// limits. Confined to one thread at a time.
final class Report {
    /// The body was larger than allowed.
    static final long TOO_LARGE = -1;

    private static final double STALE = Double.longBitsToDouble(Metric.STALE_BITS);
    private static final String[] NAMES = {
        "up",
        "scrape_duration_seconds",
        "scrape_samples_scraped",
        "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
        "scrape_timeout_seconds",
        "scrape_sample_limit",
        "scrape_body_size_bytes",
    };
    private static final int USUAL = 5;

    private final MetricVersion version;
    private final TagSet tags;
    private final int count;
    private final double[] values = new double[NAMES.length];
    private final @Nullable Series[] series = new @Nullable Series[NAMES.length];

    /// @param tags of the rows, beside those that the host puts on
    /// @param hasExtra whether the last three are there too
    Report(MetricVersion version, TagSet tags, boolean hasExtra, Duration timeout, int sampleLimit) {
        this.version = version;
        this.tags = tags;
        this.count = hasExtra ? NAMES.length : USUAL;
        values[5] = timeout.toMillis() / 1e3;
        values[6] = sampleLimit;
    }

    /// Emits what became of a scrape.
    ///
    /// @param isUp whether all went well
    /// @param bodyBytes unpacked; 0 where none came, [#TOO_LARGE] for more than allowed
    /// @param epochMillis the time; 0 for that of the accumulator
    void emit(boolean isUp, long tookNanos, Tally tally, long bodyBytes, long epochMillis, Accumulator out) {
        values[0] = isUp ? 1 : 0;
        values[1] = tookNanos / 1e9;
        values[2] = tally.scraped();
        values[3] = tally.kept();
        values[4] = tally.added();
        values[7] = bodyBytes;
        emit(epochMillis, out);
    }

    /// Emits that there will be no more.
    void end(long epochMillis, Accumulator out) {
        Arrays.fill(values, STALE);
        emit(epochMillis, out);
    }

    private void emit(long epochMillis, Accumulator out) {
        if (version == MetricVersion.V2) {
            Row row = row(0, epochMillis, out);
            for (int i = 0; i < count; i++) {
                row.put(NAMES[i], values[i]);
            }
            row.emit();
            return;
        }
        String field = version == MetricVersion.V1 ? "gauge" : "value";
        for (int i = 0; i < count; i++) {
            row(i, epochMillis, out).put(field, values[i]).emit();
        }
    }

    private Row row(int i, long epochMillis, Accumulator out) {
        Series of = series[i];
        if (of == null) {
            of = switch (version) {
                case V1 -> out.series(NAMES[i], tags);
                case V2 -> out.series("prometheus", tags);
                case KAPACITOR -> out.series(NAMES[i], tags.with("__name__", NAMES[i]));
            };
            series[i] = of;
        }
        Row row = out.row(of).type(ValueType.GAUGE);
        return epochMillis == 0 ? row : row.atExactly(1_000_000 * epochMillis);
    }
}
