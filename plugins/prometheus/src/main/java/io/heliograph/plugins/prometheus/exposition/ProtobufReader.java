package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.TagSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads protobuf. The series of a sample is written as the text format would have it and then looked up by its bytes,
/// as in the formats of lines: what is remembered of a target, and how it is forgotten, is the same.
///
/// A broken message spoils the whole, whatever the strictness: nothing tells where the next one begins.
abstract sealed class ProtobufReader extends ExpositionReader permits DelimitedReader, MetricSetReader {
    private static final int LABEL_OFFSETS = 4;

    final Wire wire = new Wire();
    final PartSeries series = new PartSeries();
    final Families families;

    // of the present metric
    private int[] labels = new int[16 * LABEL_OFFSETS];
    private int labelCount;
    private int nameFrom;
    private int nameTo;

    ProtobufReader(SeriesMemory memory, Reading settings) {
        super(memory, settings);
        this.families = memory.families();
    }

    /// Reads all families.
    abstract void families(Samples into, Accumulator out) throws Fault;

    @Override
    final boolean read(Samples into, Accumulator out, Faults faults) {
        wire.set(text, at, limit);
        try {
            families(into, out);
            return true;
        } catch (Fault fault) {
            faults.add(fault);
            return false;
        }
    }

    /// The family that a message describes, by the offsets of its name and help.
    final Family describe(int from, int to, int helpFrom, int helpTo) throws Fault {
        if (from == to) {
            throw new Fault(Fault.NOWHERE, "a family without a name");
        }
        nameFrom = from;
        nameTo = to;
        Family family = families.describe(text, from, to, pass());
        if (helpTo > helpFrom) {
            family.help(text, helpFrom, helpTo, Escapes.NONE, pass());
        }
        return family;
    }

    final void clearLabels() {
        labelCount = 0;
    }

    /// How many labels the present metric has.
    final int labelCount() {
        return labelCount;
    }

    /// Forgets the labels that came later.
    final void keepLabels(int count) {
        labelCount = count;
    }

    /// Reads a label: its name is field 1, its value field 2.
    final void label() throws Fault {
        int end = wire.end();
        int outer = wire.limit;
        wire.limit = end;
        int at = LABEL_OFFSETS * labelCount++;
        labels = at == labels.length ? Arrays.copyOf(labels, 2 * at) : labels;
        Arrays.fill(labels, at, at + LABEL_OFFSETS, end);
        while (wire.next()) {
            if (wire.type == Wire.BYTES && (wire.field == 1 || wire.field == 2)) {
                int to = wire.end();
                labels[at + 2 * wire.field - 2] = wire.at;
                labels[at + 2 * wire.field - 1] = to;
                wire.at = to;
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
    }

    /// Begins the series of the present family and metric.
    final void beginSeries(String suffix) {
        series.begin(text, nameFrom, nameTo, suffix);
        for (int i = 0; i < LABEL_OFFSETS * labelCount; i += LABEL_OFFSETS) {
            series.label(text, labels[i], labels[i + 1], labels[i + 2], labels[i + 3]);
        }
    }

    /// Adds the family's name as a label, whose value stands between two offsets.
    final void familyLabel(int from, int to) {
        series.label(text, nameFrom, nameTo, from, to);
    }

    /// Ends the series and finds its entry.
    final Entry entry(Accumulator out) throws Fault {
        series.end();
        return memory.next(series.bytes(), 0, series.size(), out);
    }

    /// Adds a sample of the present metric.
    final Entry sample(String suffix, double value, long millis, Samples into, Accumulator out) throws Fault {
        beginSeries(suffix);
        Entry entry = entry(out);
        add(into, entry, value, millis);
        return entry;
    }

    /// Adds a bucket or quantile of the present metric.
    final Entry sample(
            String suffix, String label, double mark, double value, long millis, Samples into, Accumulator out)
            throws Fault {
        beginSeries(suffix);
        series.label(label, BoundTexts.of(mark));
        Entry entry = entry(out);
        add(into, entry, value, millis);
        return entry;
    }

    /// Says of the sample that was added last when its counting began and what examples it has.
    final void tell(Entry entry, long startNanos, List<Exemplar> examples, Samples into) {
        if (startNanos != 0) {
            Group group = entry.group();
            into.startTimes.put(group == null ? entry : group, startNanos);
        }
        if (!examples.isEmpty()) {
            String field = entry.field();
            List<Exemplar> own = new ArrayList<>(examples.size());
            for (Exemplar example : examples) {
                own.add(new Exemplar(field, example.labels(), example.value(), example.epochNanos()));
            }
            into.exemplars(own);
        }
    }

    /// Reads a moment: seconds are field 1, nanoseconds field 2. Returns nanoseconds since 1970-01-01T00:00:00Z.
    final long moment() throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        long seconds = 0;
        long nanos = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                seconds = wire.varint();
            } else if (wire.is(2, Wire.VARINT)) {
                nanos = (int) wire.varint();
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        boolean representable = Math.abs(seconds) < Long.MAX_VALUE / 1_000_000_000 - 1;
        return representable ? 1_000_000_000 * seconds + nanos : 0;
    }

    /// Reads an exemplar. The field numbers differ between the two schemas.
    final Exemplar exemplar(int labelField, int valueField, int momentField) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        List<String> pairs = new ArrayList<>(2);
        double value = 0;
        long nanos = 0;
        while (wire.next()) {
            if (wire.is(labelField, Wire.BYTES)) {
                pair(pairs);
            } else if (wire.is(valueField, Wire.FIXED64)) {
                value = wire.float64();
            } else if (wire.is(momentField, Wire.BYTES)) {
                nanos = moment();
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        return new Exemplar("", TagSet.of(pairs.toArray(new String[0])), value, nanos);
    }

    private void pair(List<String> pairs) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        String key = "";
        String value = "";
        while (wire.next()) {
            if (wire.type == Wire.BYTES && (wire.field == 1 || wire.field == 2)) {
                int to = wire.end();
                String part = Texts.of(text, wire.at, to);
                key = wire.field == 1 ? part : key;
                value = wire.field == 2 ? part : value;
                wire.at = to;
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        pairs.add(key);
        pairs.add(value);
    }
}
