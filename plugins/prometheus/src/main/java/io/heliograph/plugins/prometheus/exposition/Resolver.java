package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.Entry.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out what a series means, once: which family it belongs to, which row and which field its samples go into.
///
/// A sample belongs to the family of its own name if a TYPE line declared that; `x_bucket`, `x_sum`, `x_count` and in
/// OpenMetrics `x_total`, `x_info` and the like else to a family `x` of the type that has such samples. What does not
/// fit its family (a bucket without a readable `le`, say) stays a number of its own name without a type, so that
/// nothing is lost.
final class Resolver {
    static final String BOUND = "le";
    static final String QUANTILE = "quantile";
    private static final String UNIT = "unit";

    private final Mapping mapping;
    private final Dialect dialect;
    private final Families families;
    private final Map<GroupKey, Group> groups = new HashMap<>();
    private final DecimalReader decimals = new DecimalReader();
    private final boolean telegraf;

    private record GroupKey(Family family, TagSet labels) {}

    Resolver(Mapping mapping, Dialect dialect, Families families) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.families = families;
        this.telegraf = mapping.convention() == Convention.TELEGRAF;
    }

    /// Makes the entry of a series.
    Entry entry(byte[] text, int hash, SeriesText series, int pass, Accumulator out) {
        Family own = families.of(series.name());
        Family base = own.isDeclared(pass) ? null : base(series.name());
        Kinship kin = Kinship.of(own, base, pass);
        return new Entry(text, hash, kin, meaning(kin, series.labels(), pass, out));
    }

    private @Nullable Family base(String name) {
        int length = dialect.baseLength(name);
        return length == 0 ? null : families.of(Texts.shared(name.substring(0, length)));
    }

    private Meaning meaning(Kinship kin, List<String> labels, int pass, Accumulator out) {
        TagSet tags = TagSet.of(labels.toArray(new String[0]));
        Family own = kin.own();
        Family base = kin.base();
        Meaning meaning = own.isDeclared(pass)
                ? whole(own, tags, pass, out)
                : base != null && base.isDeclared(pass) ? part(base, own, tags, pass, out) : null;
        return meaning == null ? value(own, own, ValueType.UNTYPED, withUnit(own, tags, pass), out) : meaning;
    }

    /// A sample that has the name of its family.
    private @Nullable Meaning whole(Family own, TagSet tags, int pass, Accumulator out) {
        return switch (own.type()) {
            case COUNTER, GAUGE, UNTYPED -> value(own, own, own.type(), withUnit(own, tags, pass), out);
            case INFO -> info(own, own, tags, pass, out);
            case STATE_SET -> state(own, tags, pass, out);
            case SUMMARY -> bounded(own, Role.QUANTILE, withUnit(own, tags, pass), QUANTILE, out);
            case HISTOGRAM, GAUGE_HISTOGRAM -> null;
        };
    }

    /// A sample that has the name of its family and a suffix.
    private @Nullable Meaning part(Family base, Family own, TagSet labels, int pass, Accumulator out) {
        TagSet tags = withUnit(base, labels, pass);
        return switch (dialect.role(base.type(), own.name.substring(base.name.length()))) {
            case VALUE -> value(telegraf ? base : own, base, base.type(), tags, out);
            case INFO -> info(own, base, labels, pass, out);
            case BUCKET -> bounded(base, Role.BUCKET, tags, BOUND, out);
            case SUM -> total(base, own, Role.SUM, tags, out);
            case COUNT -> total(base, own, Role.COUNT, tags, out);
            case CREATED -> created(base, tags, out);
            case null, default -> unfit(base, tags, out);
        };
    }

    /// A sample that its family cannot have: a number of its own, but for Telegraf's parser of OpenMetrics.
    private @Nullable Meaning unfit(Family base, TagSet tags, Accumulator out) {
        if (!telegraf || dialect != Dialect.OPENMETRICS || base.type() != ValueType.COUNTER) {
            return null;
        }
        Meaning value = value(base, base, base.type(), tags, out);
        return new Meaning(value.series(), value.field(), value.type(), Role.NOWHERE, base, null);
    }

    private TagSet withUnit(Family family, TagSet tags, int pass) {
        String unit = telegraf && dialect == Dialect.OPENMETRICS ? family.unit(pass) : "";
        return unit.isEmpty() ? tags : tags.with(UNIT, unit);
    }

    private Meaning value(Family named, Family family, ValueType type, TagSet tags, Accumulator out) {
        String field = mapping.field(named, type, Role.VALUE, "");
        return new Meaning(out.series(mapping.measurement(named), tags), field, type, Role.VALUE, family, null);
    }

    private Meaning info(Family own, Family family, TagSet tags, int pass, Accumulator out) {
        if (!telegraf) {
            return value(own, family, ValueType.INFO, tags, out);
        }
        String field = mapping.field(family, ValueType.INFO, Role.INFO, "");
        TagSet all = withUnit(family, tags, pass);
        return new Meaning(
                out.series(mapping.measurement(family), all), field, ValueType.INFO, Role.INFO, family, null);
    }

    private Meaning state(Family own, TagSet tags, int pass, Accumulator out) {
        String state = tags.get(own.name);
        if (!telegraf || state == null) {
            return value(own, own, ValueType.STATE_SET, withUnit(own, tags, pass), out);
        }
        TagSet labels = withUnit(own, tags.without(own.name), pass);
        String field = mapping.field(own, ValueType.STATE_SET, Role.STATE, state);
        Group group = mapping instanceof FamilyMapping ? group(own, labels, out) : null;
        return new Meaning(
                group == null ? out.series(mapping.measurement(own), labels) : group.series,
                field,
                ValueType.STATE_SET,
                Role.STATE,
                own,
                group);
    }

    private Meaning total(Family base, Family own, Role role, TagSet tags, Accumulator out) {
        Group group = group(base, tags.without(base.type() == ValueType.SUMMARY ? QUANTILE : BOUND), out);
        String field = mapping.field(telegraf ? base : own, base.type(), role, "");
        if (!telegraf && mapping instanceof SampleMapping) {
            field = own.name;
        }
        if (role == Role.SUM) {
            group.sumKey = field;
        } else {
            group.countKey = field;
        }
        return new Meaning(group.series, field, base.type(), role, base, group);
    }

    private Meaning created(Family base, TagSet tags, Accumulator out) {
        Group group = base.type() == ValueType.COUNTER ? null : group(base, tags, out);
        String field = mapping.field(base, base.type(), Role.CREATED, "");
        return new Meaning(out.series(mapping.measurement(base), tags), field, base.type(), Role.CREATED, base, group);
    }

    private @Nullable Meaning bounded(Family family, Role role, TagSet tags, String label, Accumulator out) {
        String written = tags.get(label);
        double bound = written == null ? Double.NaN : number(written);
        if (Double.isNaN(bound)) {
            return null;
        }
        TagSet labels = tags.without(label);
        Group group = group(family, labels, out);
        String text = Texts.shared(telegraf ? GoFloat.text(bound) : GoFloat.openMetricsText(bound));
        TagSet own = mapping.tags(labels, label, text);
        Role exactly = role == Role.BUCKET && bound == Double.POSITIVE_INFINITY ? Role.BOUNDLESS_BUCKET : role;
        return new Meaning(
                own.equals(labels) ? group.series : out.series(mapping.measurement(family), own),
                mapping.field(family, family.type(), exactly, text),
                family.type(),
                exactly,
                family,
                group);
    }

    private Group group(Family family, TagSet labels, Accumulator out) {
        GroupKey key = new GroupKey(family, labels);
        Group known = groups.get(key);
        if (known != null) {
            return known;
        }
        Group made = new Group(family, out.series(mapping.measurement(family), labels));
        groups.put(key, made);
        return made;
    }

    private double number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            double number = decimals.read(bytes, 0, bytes.length);
            return decimals.end() == bytes.length ? number : Double.NaN;
        } catch (Fault notANumber) {
            return Double.NaN;
        }
    }

    /// Forgets groups that were last used before a pass.
    void forget(int before) {
        groups.values().removeIf(group -> group.lastUsed < before);
    }
}
