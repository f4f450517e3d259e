package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts the classic histograms of a text once it is read: their samples were held back ([HeldParts]), and now a
/// native histogram takes their place. They come out as they are where there is none: the samples do not make one, or
/// the text has an exponential one of the same labels. Confined to one thread at a time.
final class Conversion {
    private final SeriesMemory memory;
    private final boolean keepsClassic;
    private final ClassicHistogram histogram = new ClassicHistogram();

    /// @param keepsClassic whether the samples come out beside what was made of them
    Conversion(SeriesMemory memory, boolean keepsClassic) {
        this.memory = memory;
        this.keepsClassic = keepsClassic;
    }

    /// Converts what is held back.
    ///
    /// @throws Fault where a native histogram has more buckets than the job allows
    void convert(Samples into, Accumulator out) throws Fault {
        HeldParts parts = into.letGo();
        for (int point = 0; point < parts.points(); point++) {
            convert(parts, parts.first(point), into, out);
        }
    }

    private void convert(HeldParts parts, int first, Samples into, Accumulator out) throws Fault {
        ClassicPart part = parts.entry(first).part();
        if (part == null) {
            return; // never: only parts are held
        }
        Collation of = part.of();
        NativeHistogram whole = of.isExponential(memory.pass()) ? null : collate(parts, first);
        of.hidesParts = whole != null && !keepsClassic;
        if (whole != null) {
            add(of, whole, parts, first, into, out);
        }
        for (int i = first; i >= 0 && !of.hidesParts; i = parts.next(i)) {
            into.add(parts.entry(i), parts.value(i), parts.epochMillis(i));
            if (!parts.exemplarsOf(i).isEmpty()) {
                into.exemplars(parts.exemplarsOf(i));
            }
        }
    }

    private @Nullable NativeHistogram collate(HeldParts parts, int first) {
        histogram.clear();
        for (int i = first; i >= 0; i = parts.next(i)) {
            ClassicPart part = parts.entry(i).part();
            if (part != null) {
                histogram.take(part, parts.value(i));
            }
        }
        return histogram.converted();
    }

    private void add(Collation of, NativeHistogram value, HeldParts parts, int first, Samples into, Accumulator out)
            throws Fault {
        Entry whole = memory.next(of.series(), 0, of.series().length, out);
        into.add(whole, value, parts.epochMillis(first));
        List<Exemplar> examples = new ArrayList<>(0);
        long startNanos = 0;
        for (int i = first; i >= 0; i = parts.next(i)) {
            addTimed(parts.exemplarsOf(i), whole.field(), examples);
            startNanos = startNanos == 0 ? startOf(parts.entry(i), into) : startNanos;
        }
        if (!examples.isEmpty()) {
            into.exemplars(examples);
        }
        if (startNanos != 0) {
            into.startTimes.put(whole, startNanos);
        }
    }

    /// Adds examples, but for those without a time: of native histograms Prometheus leaves them out.
    private static void addTimed(List<Exemplar> of, String field, List<Exemplar> to) {
        for (Exemplar one : of) {
            if (one.isTimed()) {
                to.add(new Exemplar(field, one.labels(), one.value(), one.epochNanos()));
            }
        }
    }

    private static long startOf(Entry part, Samples samples) {
        Group group = part.group();
        return samples.startTimes.of(group == null ? part : group);
    }
}
