package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Reads the protobuf of Prometheus: messages `io.prometheus.client.MetricFamily`, each after its length
/// (prometheus/client_model, `metrics.proto`).
final class DelimitedReader extends ProtobufReader {
    private static final ValueType[] TYPES = {
        ValueType.COUNTER,
        ValueType.GAUGE,
        ValueType.SUMMARY,
        ValueType.UNTYPED,
        ValueType.HISTOGRAM,
        ValueType.GAUGE_HISTOGRAM
    };
    private static final int GAUGE = 2;
    private static final int COUNTER = 3;
    private static final int SUMMARY = 4;
    private static final int UNTYPED = 5;
    private static final int HISTOGRAM = 7;

    private final ProtobufHistogram histogram = new ProtobufHistogram(wire);
    private final List<Exemplar> exemplars = new ArrayList<>();
    private double value;
    private long startNanos;

    DelimitedReader(SeriesMemory memory, Reading settings) {
        super(memory, settings);
    }

    @Override
    void families(Samples into, Accumulator out) throws Fault {
        int last = limit;
        while (wire.at < last) {
            wire.limit = last;
            int end = wire.end();
            family(wire.at, end, into, out);
            wire.at = end;
        }
    }

    /// Reads what describes the family, which may stand behind its metrics, and then these.
    private void family(int from, int end, Samples into, Accumulator out) throws Fault {
        wire.limit = end;
        int[] name = {end, end};
        int[] help = {end, end};
        int[] unit = {end, end};
        long type = 0;
        while (wire.next()) {
            switch (wire.type == Wire.BYTES || wire.is(3, Wire.VARINT) ? wire.field : 0) {
                case 1 -> range(name);
                case 2 -> range(help);
                case 3 -> type = wire.type == Wire.VARINT ? wire.varint() : skipped();
                case 5 -> range(unit);
                default -> wire.skip();
            }
        }
        if (type < 0 || type >= TYPES.length) {
            throw new Fault(Fault.NOWHERE, "not a type of a family: " + type);
        }
        Family family = describe(name[0], name[1], help[0], help[1]);
        family.declare(TYPES[(int) type], pass());
        if (unit[1] > unit[0]) {
            family.unit(text, unit[0], unit[1], pass());
        }
        wire.at = from;
        while (wire.next()) {
            if (wire.is(4, Wire.BYTES)) {
                metric(family, into, out);
            } else {
                wire.skip();
            }
        }
    }

    private long skipped() throws Fault {
        wire.skip();
        return 0;
    }

    private void range(int[] range) throws Fault {
        range[1] = wire.end();
        range[0] = wire.at;
        wire.at = range[1];
    }

    private static int valueField(ValueType type) {
        return switch (type) {
            case COUNTER -> COUNTER;
            case GAUGE -> GAUGE;
            case SUMMARY -> SUMMARY;
            case HISTOGRAM, GAUGE_HISTOGRAM -> HISTOGRAM;
            case UNTYPED, INFO, STATE_SET -> UNTYPED;
        };
    }

    private void metric(Family family, Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        int end = wire.end();
        wire.limit = end;
        clearLabels();
        int wanted = valueField(family.type());
        int[] message = {end, end};
        long millis = Samples.NO_TIME;
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                label();
            } else if (wire.is(6, Wire.VARINT)) {
                millis = wire.varint();
            } else if (wire.is(wanted, Wire.BYTES)) {
                range(message);
            } else {
                wire.skip();
            }
        }
        wire.at = message[0];
        wire.limit = message[1];
        if (Math.abs(millis) <= Long.MAX_VALUE / 1_000_000) {
            value(family.type(), millis, into, out);
        }
        wire.at = end;
        wire.limit = outer;
    }

    private void value(ValueType type, long millis, Samples into, Accumulator out) throws Fault {
        value = 0;
        startNanos = 0;
        exemplars.clear();
        switch (type) {
            case SUMMARY -> summary(millis, into, out);
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(type, millis, into, out);
            case COUNTER, GAUGE, UNTYPED, INFO, STATE_SET -> {
                number();
                Entry entry = sample("", value, millis, into, out);
                tell(entry, startNanos, exemplars, into);
            }
        }
    }

    /// Reads a gauge, a counter or an untyped value.
    private void number() throws Fault {
        while (wire.next()) {
            if (wire.is(1, Wire.FIXED64)) {
                value = wire.float64();
            } else if (wire.is(2, Wire.BYTES)) {
                exemplars.add(exemplar(1, 2, 3));
            } else if (wire.is(3, Wire.BYTES)) {
                startNanos = moment();
            } else {
                wire.skip();
            }
        }
    }

    private void summary(long millis, Samples into, Accumulator out) throws Fault {
        double count = 0;
        double sum = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                count = ProtobufHistogram.unsigned(wire.varint());
            } else if (wire.is(2, Wire.FIXED64)) {
                sum = wire.float64();
            } else if (wire.is(3, Wire.BYTES)) {
                quantile(millis, into, out);
            } else if (wire.is(4, Wire.BYTES)) {
                startNanos = moment();
            } else {
                wire.skip();
            }
        }
        sample("_count", count, millis, into, out);
        tell(sample("_sum", sum, millis, into, out), startNanos, List.of(), into);
    }

    private void quantile(long millis, Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        double mark = 0;
        double of = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.FIXED64)) {
                mark = wire.float64();
            } else if (wire.is(2, Wire.FIXED64)) {
                of = wire.float64();
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        sample("", Resolver.QUANTILE, mark, of, millis, into, out);
    }

    private void histogram(ValueType type, long millis, Samples into, Accumulator out) throws Fault {
        histogram.read(this);
        boolean exponential = settings.takesNative() && histogram.isNative();
        if (exponential) {
            NativeHistogram whole = histogram.value(type == ValueType.GAUGE_HISTOGRAM);
            beginSeries("");
            Entry entry = entry(out);
            into.add(entry, whole, settings.ignoresTimes() ? Samples.NO_TIME : millis);
            tell(entry, histogram.startNanos(), histogram.timedExemplars(), into);
        }
        if (!exponential || settings.keepsClassic() && histogram.size() > 0) {
            classic(millis, into, out);
        }
    }

    private void classic(long millis, Samples into, Accumulator out) throws Fault {
        boolean boundless = false;
        for (int i = 0; i < histogram.size(); i++) {
            double bound = histogram.bound(i);
            boundless |= bound == Double.POSITIVE_INFINITY;
            Entry entry = sample("_bucket", Resolver.BOUND, bound, histogram.inBucket(i), millis, into, out);
            Exemplar example = histogram.exemplar(i);
            if (example != null) {
                tell(entry, 0, List.of(example), into);
            }
        }
        if (!boundless) {
            double all = histogram.count();
            sample("_bucket", Resolver.BOUND, Double.POSITIVE_INFINITY, all, millis, into, out);
        }
        sample("_count", histogram.count(), millis, into, out);
        tell(sample("_sum", histogram.sum(), millis, into, out), histogram.startNanos(), List.of(), into);
    }
}
