package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;

/// `metric_version = 2`: a row for each sample, one measurement, the sample's name as field key. Sum and count of a
/// histogram or summary share a row, and for Telegraf a histogram without a bucket for `+Inf` gets one from its count.
final class SampleMapping implements Mapping {
    private final Convention convention;
    private final boolean openMetrics;
    /// Whether a group's samples of another time are another row; Telegraf only does it for OpenMetrics.
    private final boolean splitsByTime;
    private final String measurement;
    private final List<Group> groups = new ArrayList<>();

    SampleMapping(Convention convention, boolean openMetrics) {
        this.convention = convention;
        this.openMetrics = openMetrics;
        this.splitsByTime = openMetrics || convention == Convention.PROMETHEUS;
        this.measurement = openMetrics && convention == Convention.TELEGRAF ? "openmetric" : "prometheus";
    }

    @Override
    public Convention convention() {
        return convention;
    }

    @Override
    public String measurement(Family family) {
        return measurement;
    }

    @Override
    public TagSet tags(TagSet labels, String label, String bound) {
        return labels.with(label, bound);
    }

    @Override
    public String field(Family family, ValueType type, Role role, String bound) {
        return switch (role) {
            case VALUE, QUANTILE, CREATED, NOWHERE -> family.name;
            case BUCKET, BOUNDLESS_BUCKET -> family.bucketKey;
            case SUM -> family.sumKey;
            case COUNT -> family.countKey;
            case INFO -> Texts.shared(family.name + "_info");
            case STATE -> Texts.shared(family.name + "_" + bound.replace(' ', '_'));
        };
    }

    @Override
    public void emit(Samples samples, int pass, Accumulator out) {
        for (int i = 0; i < samples.size(); i++) {
            Entry meaning = samples.entries[i];
            Role role = meaning.role();
            Group group = meaning.group();
            if (group != null) {
                note(group, i, samples, pass, out);
            }
            boolean own = role != Role.SUM && role != Role.COUNT;
            if (own && !(role == Role.VALUE && convention == Convention.TELEGRAF && isNothing(i, samples))) {
                Row row = row(out, meaning.series(), type(meaning, i, samples), samples.epochMillis[i]);
                put(row.detail(Details.of(i, samples, pass)), meaning, i, samples);
                row.emit();
            }
        }
        for (Group group : groups) {
            emit(group, samples, pass, out);
        }
        groups.clear();
    }

    /// Whether a sample has no value: NaN, which Telegraf leaves out.
    static boolean isNothing(int sample, Samples samples) {
        return Double.isNaN(samples.values[sample]) && samples.histogramOf(sample) == null;
    }

    /// The type of a sample: that of its family where it is a histogram as a whole.
    static ValueType type(Entry meaning, int sample, Samples samples) {
        return samples.histogramOf(sample) == null
                ? meaning.type()
                : meaning.family().type();
    }

    /// Sets a sample's field.
    static void put(Row row, Entry meaning, int sample, Samples samples) {
        double value = samples.values[sample];
        if (meaning.role() == Role.STATE) {
            row.put(meaning.field(), value > 0);
        } else if (meaning.role() == Role.INFO) {
            row.putUnsigned(meaning.field(), (long) value);
        } else {
            NativeHistogram histogram = samples.histogramOf(sample);
            if (histogram == null) {
                row.put(meaning.field(), value);
            } else {
                row.put(meaning.field(), histogram);
            }
        }
    }

    private static Row row(Accumulator out, Series series, ValueType type, long millis) {
        Row row = out.row(series).type(type);
        return millis == Samples.NO_TIME ? row : row.atExactly(1_000_000 * millis);
    }

    private void note(Group group, int sample, Samples samples, int pass, Accumulator out) {
        long millis = samples.epochMillis[sample];
        if (group.open(pass)) {
            groups.add(group);
        } else if (splitsByTime && group.isOfAnotherTime(millis)) {
            emit(group, samples, pass, out);
            group.reopen();
        }
        if (millis != Samples.NO_TIME) {
            group.epochMillis = millis;
        }
        group.take(samples.entries[sample], samples.values[sample]);
    }

    private void emit(Group group, Samples samples, int pass, Accumulator out) {
        boolean fills = convention == Convention.TELEGRAF;
        ValueType type = group.family.type();
        Row row = row(out, group.series, type, group.epochMillis).detail(Details.of(group, List.of(), samples, pass));
        if (group.hasCount || fills) {
            row.put(group.countKey, group.count);
        }
        if (group.hasSum || fills && !openMetrics) {
            row.put(group.sumKey, group.sum);
        }
        long startNanos = openMetrics && fills ? samples.startTimes.of(group) : 0;
        if (startNanos != 0) {
            row.put(Texts.shared(group.family.name + "_created"), startNanos / 1e9);
        }
        row.emit();
        if (fills && !group.hasBoundless && type.basic() == ValueType.HISTOGRAM) {
            row(out, boundless(group, out), type, group.epochMillis)
                    .detail(Details.of(group, List.of(), samples, pass))
                    .put(group.family.bucketKey, group.count)
                    .emit();
        }
    }

    private Series boundless(Group group, Accumulator out) {
        Series made = group.boundless;
        if (made == null) {
            made = out.series(measurement, group.series.tags().with(Resolver.BOUND, "+Inf"));
            group.boundless = made;
        }
        return made;
    }
}
