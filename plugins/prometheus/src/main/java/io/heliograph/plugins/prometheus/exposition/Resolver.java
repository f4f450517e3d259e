package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.prometheus.exposition.Entry.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out what a series means, once: which family it belongs to, which row and which field its samples go into.
///
/// A sample belongs to the family of its own name if a TYPE line declared that; `x_bucket`, `x_sum` and `x_count`
/// else to a histogram or summary `x`. What does not fit its family (a bucket without a readable `le`, say) stays a
/// number of its own name without a type, so that nothing is lost.
final class Resolver {
    static final String BOUND = "le";
    static final String QUANTILE = "quantile";
    private static final String[] SUFFIXES = {"_bucket", "_sum", "_count"};

    private final Mapping mapping;
    private final Families families;
    private final Labelling labelling;
    private final Map<GroupKey, Group> groups = new HashMap<>();
    private final Map<RenamedKey, Family> renamed = new HashMap<>();
    private final DecimalReader decimals = new DecimalReader();

    private record GroupKey(Family family, TagSet labels) {}

    /// A family that no target declares: the labelling gave one that a target declares another name.
    private record RenamedKey(String name, ValueType type) {}

    Resolver(Mapping mapping, Families families, Labelling labelling) {
        this.mapping = mapping;
        this.families = families;
        this.labelling = labelling;
    }

    /// Makes the entry of a series.
    Entry entry(byte[] text, int hash, SeriesText series, int pass, Accumulator out) {
        Family own = families.of(series.name());
        Family base = own.isDeclared(pass) ? null : base(series.name());
        Kinship kin = Kinship.of(own, base, pass);
        TagSet labels = TagSet.of(series.labels().toArray(new String[0]));
        Labelling.Verdict verdict = labelling.identify(series.name(), labels);
        if (!(verdict instanceof Labelling.Kept(String name, TagSet kept))) {
            return new Entry(text, hash, kin, verdict);
        }
        Kinship called = name.equals(series.name()) ? kin : renamed(kin, name, pass);
        return new Entry(text, hash, kin, meaning(called, kept, pass, out));
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
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix) && name.length() > suffix.length()) {
                return families.of(Texts.shared(name.substring(0, name.length() - suffix.length())));
            }
        }
        return null;
    }

    private Meaning meaning(Kinship kin, TagSet tags, int pass, Accumulator out) {
        Family own = kin.own();
        Family base = kin.base();
        if (own.isDeclared(pass)) {
            Meaning quantile =
                    own.type() == ValueType.SUMMARY ? bounded(own, Role.QUANTILE, tags, QUANTILE, out) : null;
            return quantile == null ? value(own, simple(own.type()), tags, out) : quantile;
        }
        Meaning part = base != null && base.isDeclared(pass) ? part(base, own.name, tags, out) : null;
        return part == null ? value(own, ValueType.UNTYPED, tags, out) : part;
    }

    private static ValueType simple(ValueType type) {
        return switch (type) {
            case COUNTER, GAUGE, UNTYPED, INFO, STATE_SET -> type;
            case HISTOGRAM, SUMMARY, GAUGE_HISTOGRAM -> ValueType.UNTYPED;
        };
    }

    private @Nullable Meaning part(Family base, String name, TagSet tags, Accumulator out) {
        boolean histogram = base.type() == ValueType.HISTOGRAM;
        if (histogram && name.equals(base.bucketKey)) {
            return bounded(base, Role.BUCKET, tags, BOUND, out);
        }
        if (!histogram && base.type() != ValueType.SUMMARY || name.equals(base.bucketKey)) {
            return null;
        }
        Role role = name.equals(base.sumKey) ? Role.SUM : Role.COUNT;
        Group group = group(base, tags.without(histogram ? BOUND : QUANTILE), out);
        return new Meaning(group.series, mapping.field(base, base.type(), role, ""), base.type(), role, group);
    }

    private Meaning value(Family family, ValueType type, TagSet tags, Accumulator out) {
        String field = mapping.field(family, type, Role.VALUE, "");
        return new Meaning(out.series(mapping.measurement(family), tags), field, type, Role.VALUE, null);
    }

    private @Nullable Meaning bounded(Family family, Role role, TagSet tags, String label, Accumulator out) {
        String written = tags.get(label);
        double bound = written == null ? Double.NaN : number(written);
        if (Double.isNaN(bound)) {
            return null;
        }
        TagSet labels = tags.without(label);
        Group group = group(family, labels, out);
        String text = Texts.shared(GoFloat.text(bound));
        TagSet own = mapping.tags(labels, label, text);
        Role exactly = role == Role.BUCKET && bound == Double.POSITIVE_INFINITY ? Role.BOUNDLESS_BUCKET : role;
        return new Meaning(
                own.equals(labels) ? group.series : out.series(mapping.measurement(family), own),
                mapping.field(family, family.type(), exactly, text),
                family.type(),
                exactly,
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
        renamed.clear(); // whoever needs one still has it; equal ones are made again
    }
}
