package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.Entry.Meaning;
import io.heliograph.plugins.prometheus.exposition.Entry.Sense;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
    private final Labelling labelling;
    private final Map<GroupKey, Group> groups = new HashMap<>();
    private final Map<GroupKey, Collation> collations = new HashMap<>();
    private final Map<Sense, Sense> senses = new HashMap<>();
    private final Map<RenamedKey, Family> renamed = new HashMap<>();
    private final DecimalReader decimals = new DecimalReader();
    private final boolean telegraf;
    private final boolean converts;

    private record GroupKey(Family family, TagSet labels) {}

    /// A family that no target declares: the labelling gave one that a target declares another name.
    private record RenamedKey(String name, ValueType type) {}

    Resolver(Mapping mapping, Dialect dialect, Families families, Reading reading) {
        this.mapping = mapping;
        this.dialect = dialect;
        this.families = families;
        this.labelling = reading.labelling();
        this.converts = reading.converts();
        this.telegraf = mapping.convention() == Convention.TELEGRAF;
    }

    /// Makes the entry of a series.
    ///
    /// @param braced whether its text ends with a brace
    Entry entry(Fingerprint text, boolean braced, SeriesText series, int pass) {
        Family own = families.of(series.name());
        Family base = own.isDeclared(pass) ? null : base(series.name());
        Kinship kin = Kinship.of(own, base, pass);
        TagSet labels = TagSet.of(series.labels().toArray(new String[0]));
        Labelling.Verdict verdict = labelling.identify(series.name(), labels);
        if (!(verdict instanceof Labelling.Kept(String name, TagSet kept))) {
            Sense sense = Sense.of(kin, Meaning.NONE, verdict);
            return new Entry(text, braced, sense, Meaning.NONE, converted(kin, labels, null, pass));
        }
        Kinship called = name.equals(series.name()) ? kin : renamed(kin, name, pass);
        Meaning meaning = meaning(called, told(kin, pass), kept, pass);
        Sense sense = shared(Sense.of(kin, meaning, null));
        return new Entry(text, braced, sense, meaning, converted(kin, labels, meaning.group(), pass));
    }

    /// What a series is to the conversion of classic histograms; null for nothing.
    ///
    /// @param labels as exposed
    /// @param group of the sample
    private @Nullable Companion converted(Kinship kin, TagSet labels, @Nullable Group group, int pass) {
        if (!converts) {
            return null;
        }
        Family own = kin.own();
        Family base = kin.base();
        if (own.isDeclared(pass)) {
            return own.type() == ValueType.HISTOGRAM ? collation(own, labels) : null;
        }
        if (base == null || !base.isDeclared(pass) || base.type() != ValueType.HISTOGRAM) {
            return null;
        }
        Role role = dialect.role(base.type(), own.name.substring(base.name.length()));
        return switch (role) {
            case SUM, COUNT -> new ClassicPart(collation(base, labels.without(BOUND)), role, Double.NaN, group);
            case BUCKET -> bucket(base, labels, group);
            case null, default -> null;
        };
    }

    private @Nullable Companion bucket(Family base, TagSet labels, @Nullable Group group) {
        String written = labels.get(BOUND);
        double bound = written == null ? Double.NaN : number(written);
        return Double.isNaN(bound)
                ? null
                : new ClassicPart(collation(base, labels.without(BOUND)), Role.BUCKET, bound, group);
    }

    private Collation collation(Family family, TagSet labels) {
        return collations.computeIfAbsent(
                new GroupKey(family, labels), key -> new Collation(key.family.name, key.labels));
    }

    private Sense shared(Sense made) {
        Sense known = senses.putIfAbsent(made, made);
        return known == null ? made : known;
    }

    /// The family whose metadata are a sample's, under the name that the target gave it.
    private static Family told(Kinship kin, int pass) {
        Family base = kin.base();
        return base != null && base.isDeclared(pass) ? base : kin.own();
    }

    /// The families of a series that the labelling gave another name: of the same types, and the base only where the
    /// new name ends as the old one does.
    private Kinship renamed(Kinship kin, String name, int pass) {
        Family own = kin.own().isDeclared(pass) ? renamed(name, kin.own().type(), pass) : renamed(name);
        Family base = kin.base();
        String suffix = base == null ? "" : kin.own().name.substring(base.name.length());
        boolean related = base != null && base.isDeclared(pass) && name.endsWith(suffix)
                && name.length() > suffix.length();
        Family newBase = !related
                ? null
                : renamed(name.substring(0, name.length() - suffix.length()), base.type(), pass);
        return Kinship.of(own, newBase, pass);
    }

    private Family renamed(String name, ValueType type, int pass) {
        Family family = renamed.computeIfAbsent(new RenamedKey(name, type), key -> new Family(key.name));
        family.declare(type, pass);
        return family;
    }

    private static Family renamed(String name) {
        return new Family(Texts.shared(name));
    }

    private @Nullable Family base(String name) {
        int length = dialect.baseLength(name);
        return length == 0 ? null : families.of(Texts.shared(name.substring(0, length)));
    }

    private Meaning meaning(Kinship kin, Family told, TagSet tags, int pass) {
        Family own = kin.own();
        Family base = kin.base();
        if (mapping.isPlain()) {
            return plain(kin, told, tags, pass);
        }
        Meaning meaning = own.isDeclared(pass)
                ? whole(own, told, tags, pass)
                : base != null && base.isDeclared(pass) ? part(base, own, told, tags, pass) : null;
        return meaning == null
                ? value(own, told, ValueType.UNTYPED, withUnit(told, tags, pass))
                : meaning;
    }

    private Meaning plain(Kinship kin, Family told, TagSet tags, int pass) {
        Family own = kin.own();
        Family base = kin.base();
        boolean part = !own.isDeclared(pass) && base != null && base.isDeclared(pass);
        ValueType type = part ? base.type() : own.isDeclared(pass) ? own.type() : ValueType.UNTYPED;
        return value(own, told, type, mapping.plainTags(own.name, tags));
    }

    /// A sample that has the name of its family.
    private @Nullable Meaning whole(Family own, Family told, TagSet labels, int pass) {
        TagSet tags = withUnit(told, labels, pass);
        return switch (own.type()) {
            case COUNTER, GAUGE, UNTYPED -> value(own, told, own.type(), tags);
            case INFO -> info(own, own, told, tags);
            case STATE_SET -> state(own, told, tags);
            case SUMMARY -> bounded(own, told, Role.QUANTILE, tags, QUANTILE);
            case HISTOGRAM, GAUGE_HISTOGRAM -> null;
        };
    }

    /// A sample that has the name of its family and a suffix.
    private @Nullable Meaning part(
            Family base, Family own, Family told, TagSet labels, int pass) {
        TagSet tags = withUnit(told, labels, pass);
        return switch (dialect.role(base.type(), own.name.substring(base.name.length()))) {
            case VALUE -> value(named(base, own), told, base.type(), tags);
            case INFO -> info(own, base, told, tags);
            case BUCKET -> bounded(base, told, Role.BUCKET, tags, BOUND);
            case SUM -> total(base, own, told, Role.SUM, tags);
            case COUNT -> total(base, own, told, Role.COUNT, tags);
            case CREATED -> created(base, own, told, tags);
            case null, default -> unfit(base, told, tags);
        };
    }

    /// The family that a sample is named after.
    private Family named(Family base, Family own) {
        return telegraf ? base : own;
    }

    /// A sample that its family cannot have: a number of its own, but for Telegraf's parser of OpenMetrics.
    private @Nullable Meaning unfit(Family base, Family told, TagSet tags) {
        if (!telegraf || dialect != Dialect.OPENMETRICS || base.type() != ValueType.COUNTER) {
            return null;
        }
        Meaning value = value(base, told, base.type(), tags);
        return new Meaning(value.series(), value.field(), value.type(), Role.NOWHERE, told, null);
    }

    private TagSet withUnit(Family told, TagSet tags, int pass) {
        String unit = telegraf && dialect == Dialect.OPENMETRICS ? told.unit(pass) : "";
        return unit.isEmpty() ? tags : tags.with(UNIT, unit);
    }

    private Meaning value(Family named, Family told, ValueType type, TagSet tags) {
        String field = mapping.field(named, type, Role.VALUE, "");
        return new Meaning(RecentSeries.of(mapping.measurement(named), tags), field, type, Role.VALUE, told, null);
    }

    private Meaning info(Family own, Family family, Family told, TagSet tags) {
        if (!telegraf) {
            return value(own, told, ValueType.INFO, tags);
        }
        String field = mapping.field(family, ValueType.INFO, Role.INFO, "");
        Series series = RecentSeries.of(mapping.measurement(family), tags);
        return new Meaning(series, field, ValueType.INFO, Role.INFO, told, null);
    }

    private Meaning state(Family own, Family told, TagSet tags) {
        String state = tags.get(own.name);
        if (!telegraf || state == null) {
            return value(own, told, ValueType.STATE_SET, tags);
        }
        TagSet labels = tags.without(own.name);
        String field = mapping.field(own, ValueType.STATE_SET, Role.STATE, state);
        Group group = mapping instanceof FamilyMapping ? group(own, told, labels) : null;
        Series series = group == null ? RecentSeries.of(mapping.measurement(own), labels) : group.series;
        return new Meaning(series, field, ValueType.STATE_SET, Role.STATE, told, group);
    }

    private Meaning total(Family base, Family own, Family told, Role role, TagSet tags) {
        Group group = group(base, told, tags.without(base.type() == ValueType.SUMMARY ? QUANTILE : BOUND));
        boolean exposed = !telegraf && mapping instanceof SampleMapping;
        String field = exposed ? own.name : mapping.field(base, base.type(), role, "");
        return new Meaning(group.series, field, base.type(), role, told, group);
    }

    /// When counting began; for Prometheus that is a sample like any other, too.
    private Meaning created(Family base, Family own, Family told, TagSet tags) {
        Group group = base.type() == ValueType.COUNTER ? null : group(base, told, tags);
        boolean shown = !telegraf && mapping instanceof SampleMapping;
        String field = shown ? mapping.field(own, ValueType.GAUGE, Role.VALUE, "") : "";
        Series series = group == null ? RecentSeries.of(mapping.measurement(base), tags) : group.series;
        return new Meaning(series, field, base.type(), Role.CREATED, told, group);
    }

    private @Nullable Meaning bounded(
            Family family, Family told, Role role, TagSet tags, String label) {
        String written = tags.get(label);
        double bound = written == null ? Double.NaN : number(written);
        if (Double.isNaN(bound)) {
            return null;
        }
        TagSet labels = tags.without(label);
        Group group = group(family, told, labels);
        String text = Texts.shared(telegraf ? GoFloat.text(bound) : GoFloat.openMetricsText(bound));
        TagSet own = mapping.tags(labels, label, text);
        Role exactly = role == Role.BUCKET && bound == Double.POSITIVE_INFINITY ? Role.BOUNDLESS_BUCKET : role;
        return new Meaning(
                own.equals(labels) ? group.series : RecentSeries.of(mapping.measurement(family), own),
                mapping.field(family, family.type(), exactly, text),
                family.type(),
                exactly,
                told,
                group);
    }

    private Group group(Family family, Family told, TagSet labels) {
        GroupKey key = new GroupKey(family, labels);
        Group known = groups.get(key);
        if (known != null) {
            return known;
        }
        Group made = new Group(family, told, RecentSeries.of(mapping.measurement(family), labels));
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
        collations.values().removeIf(collation -> collation.lastUsed < before);
        senses.clear();
        renamed.clear(); // whoever needs one still has it; equal ones are made again
    }
}
