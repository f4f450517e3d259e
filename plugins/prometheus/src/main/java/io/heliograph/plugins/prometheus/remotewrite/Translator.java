package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.common.relabel.RelabelRules;
import io.heliograph.plugins.prometheus.exposition.GoFloat;
import io.heliograph.plugins.prometheus.exposition.MetricVersion;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out which series the rows of a shape become: their names and labels, external ones and rules included.
///
/// Rows of histograms and summaries are taken in both forms of Telegraf, as each form shows by itself: one row with a
/// field for each bound, `sum` and `count` (`metric_version = 1`), or rows with the fields `x_bucket` and the tag `le`,
/// `x_sum` and `x_count` (2). Bounds and quantiles are written as OpenMetrics has them: `1.0`, `+Inf`.
final class Translator {
    private static final String BUCKET = "_bucket";
    private static final String[] TOTALS = {"sum", "count"};
    private static final int MOST_FAMILIES = 20_000;

    private final Naming naming;
    private final MetricVersion version;
    private final TagSet external;
    private final RelabelRules rules;
    private final boolean histograms;
    private final boolean metadata;
    private final Map<Family.Told, Family> families = new HashMap<>();

    /// @param external labels for series that do not have them
    /// @param histograms whether native histograms are sent
    /// @param metadata whether families are told of
    Translator(
            Naming naming,
            MetricVersion version,
            TagSet external,
            RelabelRules rules,
            boolean histograms,
            boolean metadata) {
        this.naming = naming;
        this.version = version;
        this.external = external;
        this.rules = rules;
        this.histograms = histograms;
        this.metadata = metadata;
    }

    /// The series of one shape while they are put together.
    private final class Members {
        private final Series series;
        private final FieldSet fields;
        private final ValueType type;
        private final @Nullable Metadata told;
        private final RequestBody body;
        private final List<RemoteSeries> made = new ArrayList<>();
        private int[] sources;
        private String obstacle = "no field with a number or a truth value";

        Members(Series series, FieldSet fields, ValueType type, @Nullable Metadata told, RequestBody body) {
            this.series = series;
            this.fields = fields;
            this.type = type;
            this.told = told;
            this.body = body;
            this.sources = new int[fields.size()];
        }

        void add(@Nullable String name, TagSet labels, int field) {
            if (name == null) {
                obstacle = "no name for Prometheus: '" + series.name() + "' with the field '" + fields.key(field) + "'";
                return;
            }
            TagSet kept = rules.apply(labels.orElse(external).with(Naming.NAME, name));
            if (kept == null) {
                obstacle = "";
            } else if (kept.has(Naming.NAME)) {
                put(body.series(kept, family(name)), field);
            } else {
                obstacle = "write_relabel_configs left no name of '" + name + "'";
            }
        }

        private void put(RemoteSeries one, int field) {
            if (made.size() == sources.length) {
                sources = Arrays.copyOf(sources, sources.length + 1);
            }
            sources[made.size()] = field;
            made.add(one);
        }

        private @Nullable Family family(String name) {
            if (!metadata || told == null && type == ValueType.UNTYPED) {
                return null;
            }
            return Translator.this.family(
                    told == null
                            ? new Family.Told(Naming.isGrouped(type) ? stem(name) : name, type, "", "")
                            : new Family.Told(told.family(), type, told.help(), told.unit()),
                    body);
        }

        Shape shape() {
            int size = made.size();
            return new Shape(
                    series,
                    fields,
                    type,
                    told,
                    made.toArray(new RemoteSeries[0]),
                    Arrays.copyOf(sources, size),
                    size == 0 ? obstacle : "");
        }
    }

    private Family family(Family.Told told, RequestBody body) {
        if (families.size() > MOST_FAMILIES) {
            families.clear();
        }
        return families.computeIfAbsent(told, body::family);
    }

    /// @param told what the rows say of their family, or null
    Shape translate(Series series, FieldSet fields, ValueType type, @Nullable Metadata told, RequestBody body) {
        Members members = new Members(series, fields, type, told, body);
        boolean grouped = Naming.isGrouped(type);
        for (int field = 0; field < members.fields.size(); field++) {
            switch (members.fields.kind(field)) {
                case TEXT -> {}
                case HISTOGRAM -> addHistogram(members, field);
                case DOUBLE, LONG, UNSIGNED, BOOLEAN -> {
                    if (grouped) {
                        addPart(members, field);
                    } else {
                        addValue(members, field);
                    }
                }
            }
        }
        if (grouped && members.type != ValueType.SUMMARY) {
            addBoundless(members);
        }
        return members.shape();
    }

    private void addValue(Members members, int field) {
        String name = name(members, field);
        members.add(name, naming.labels(members.series.tags(), null), field);
    }

    private @Nullable String name(Members of, int field) {
        String measurement = of.series.name();
        String own = of.fields.key(field);
        return switch (version) {
            case V1 -> naming.family(measurement, own, Naming.isGrouped(of.type) ? ValueType.UNTYPED : of.type);
            case V2 -> naming.sample(measurement, own);
            case KAPACITOR -> naming.names().metric(measurement);
        };
    }

    private void addHistogram(Members members, int field) {
        if (histograms) {
            addValue(members, field);
        } else {
            members.obstacle = "a native histogram, and send_native_histograms is off";
        }
    }

    /// A bucket, a quantile, a sum or a count.
    private void addPart(Members members, int field) {
        String own = members.fields.key(field);
        double mark = Naming.number(own);
        if (!Double.isNaN(mark)) {
            addMarked(members, mark, field);
            return;
        }
        String reserved = Naming.reserved(members.type);
        TagSet tags = members.series.tags();
        TagSet labels = naming.labels(tags, reserved);
        if (reserved != null && !isTotal(own) && tags.has(reserved)) {
            labels = labels.with(reserved, normal(String.valueOf(tags.get(reserved))));
        }
        members.add(naming.sample(members.series.name(), own), labels, field);
    }

    private void addMarked(Members members, double mark, int field) {
        String name = naming.family(members.series.name(), "", members.type);
        boolean summary = members.type == ValueType.SUMMARY;
        String label = summary ? Naming.QUANTILE : Naming.BOUND;
        TagSet labels = naming.labels(members.series.tags(), label).with(label, text(mark));
        members.add(name == null || summary ? name : name + BUCKET, labels, field);
    }

    /// A histogram of one row gets a bucket for everything where it has none.
    private void addBoundless(Members members) {
        FieldSet fields = members.fields;
        int count = fields.indexOf("count");
        boolean bounded = false;
        for (int i = 0; i < fields.size(); i++) {
            double mark = fields.kind(i) == FieldKind.HISTOGRAM ? Double.NaN : Naming.number(fields.key(i));
            bounded |= !Double.isNaN(mark);
            if (mark == Double.POSITIVE_INFINITY) {
                return;
            }
        }
        if (bounded && count >= 0) {
            addMarked(members, Double.POSITIVE_INFINITY, count);
        }
    }

    private static boolean isTotal(String field) {
        for (String total : TOTALS) {
            if (field.endsWith(total)) {
                int before = field.length() - total.length();
                return before == 0 || field.charAt(before - 1) == '_' || field.endsWith("_g" + total);
            }
        }
        return false;
    }

    private static String stem(String name) {
        if (name.endsWith(BUCKET)) {
            return name.substring(0, name.length() - BUCKET.length());
        }
        for (String total : TOTALS) {
            if (name.endsWith("_" + total)) {
                return name.substring(0, name.length() - total.length() - 1);
            }
        }
        return name;
    }

    /// A mark as OpenMetrics writes it; what is no number as it is.
    private static String normal(String mark) {
        double number = Naming.number(mark);
        return Double.isNaN(number) ? mark : text(number);
    }

    private static String text(double mark) {
        String text = GoFloat.text(mark);
        boolean whole = Double.isFinite(mark) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
        return whole ? text + ".0" : text;
    }
}
