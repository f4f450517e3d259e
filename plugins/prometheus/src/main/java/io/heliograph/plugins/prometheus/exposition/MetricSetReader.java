package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the protobuf of OpenMetrics 1.0: one message `openmetrics.MetricSet` (`openmetrics_data_model.proto`).
final class MetricSetReader extends ProtobufReader {
    private static final ValueType[] TYPES = {
        ValueType.UNTYPED,
        ValueType.GAUGE,
        ValueType.COUNTER,
        ValueType.STATE_SET,
        ValueType.INFO,
        ValueType.HISTOGRAM,
        ValueType.GAUGE_HISTOGRAM,
        ValueType.SUMMARY
    };
    /// The field of a point that holds a value of each type.
    private static final int[] VALUES = {1, 2, 3, 5, 6, 4, 4, 7};

    private ValueType type = ValueType.UNTYPED;
    private int valueField;

    MetricSetReader(SeriesMemory memory, Reading settings) {
        super(memory, settings);
    }

    @Override
    void families(Samples into, Accumulator out) throws Fault {
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                int outer = wire.limit;
                int end = wire.end();
                family(wire.at, end, into, out);
                wire.at = end;
                wire.limit = outer;
            } else {
                wire.skip();
            }
        }
    }

    private void family(int from, int end, Samples into, Accumulator out) throws Fault {
        wire.limit = end;
        int[] name = {end, end};
        int[] help = {end, end};
        int[] unit = {end, end};
        long number = 0;
        while (wire.next()) {
            if (wire.is(2, Wire.VARINT)) {
                number = wire.varint();
            } else if (wire.type == Wire.BYTES && wire.field == 1) {
                range(name);
            } else if (wire.type == Wire.BYTES && wire.field == 3) {
                range(unit);
            } else if (wire.type == Wire.BYTES && wire.field == 4) {
                range(help);
            } else {
                wire.skip();
            }
        }
        if (number < 0 || number >= TYPES.length) {
            throw new Fault(Fault.NOWHERE, "not a type of a family: " + number);
        }
        type = TYPES[(int) number];
        valueField = VALUES[(int) number];
        Family family = describe(name[0], name[1], help[0], help[1]);
        family.declare(type, pass());
        if (unit[1] > unit[0]) {
            family.unit(text, unit[0], unit[1], pass());
        }
        wire.at = from;
        while (wire.next()) {
            if (wire.is(5, Wire.BYTES)) {
                metric(into, out);
            } else {
                wire.skip();
            }
        }
    }

    private void range(int[] range) throws Fault {
        range[1] = wire.end();
        range[0] = wire.at;
        wire.at = range[1];
    }

    /// Reads labels, which may stand behind the points, and then these.
    private void metric(Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        int end = wire.end();
        int from = wire.at;
        wire.limit = end;
        clearLabels();
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                label();
            } else {
                wire.skip();
            }
        }
        int labels = labelCount();
        wire.at = from;
        while (wire.next()) {
            if (wire.is(2, Wire.BYTES)) {
                point(into, out);
                keepLabels(labels);
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
    }

    private void point(Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        int end = wire.end();
        wire.limit = end;
        int[] value = {end, end};
        long millis = Samples.NO_TIME;
        while (wire.next()) {
            if (wire.is(8, Wire.BYTES)) {
                millis = Math.floorDiv(moment(), 1_000_000L);
            } else if (wire.is(valueField, Wire.BYTES)) {
                range(value);
            } else {
                wire.skip();
            }
        }
        if (value[1] > value[0] || type == ValueType.INFO) {
            wire.at = value[0];
            wire.limit = value[1];
            value(millis, into, out);
        }
        wire.at = end;
        wire.limit = outer;
    }

    private void value(long millis, Samples into, Accumulator out) throws Fault {
        switch (type) {
            case UNTYPED, GAUGE -> number(millis, into, out);
            case COUNTER -> counter(millis, into, out);
            case STATE_SET -> states(millis, into, out);
            case INFO -> info(millis, into, out);
            case HISTOGRAM, GAUGE_HISTOGRAM -> histogram(millis, into, out);
            case SUMMARY -> summary(millis, into, out);
        }
    }

    /// A number of field 1 or, as an integer, 2; NaN where this field is none.
    private double either() throws Fault {
        if (wire.is(1, Wire.FIXED64)) {
            return wire.float64();
        }
        if (wire.is(2, Wire.VARINT)) {
            long bits = wire.varint();
            return type == ValueType.COUNTER ? ProtobufHistogram.unsigned(bits) : bits;
        }
        return Double.NaN;
    }

    private boolean isEither() {
        return wire.is(1, Wire.FIXED64) || wire.is(2, Wire.VARINT);
    }

    private void number(long millis, Samples into, Accumulator out) throws Fault {
        double value = 0;
        while (wire.next()) {
            if (isEither()) {
                value = either();
            } else {
                wire.skip();
            }
        }
        sample("", value, millis, into, out);
    }

    private void counter(long millis, Samples into, Accumulator out) throws Fault {
        double value = 0;
        long startNanos = 0;
        List<Exemplar> exemplars = new ArrayList<>(0);
        while (wire.next()) {
            if (isEither()) {
                value = either();
            } else if (wire.is(3, Wire.BYTES)) {
                startNanos = moment();
            } else if (wire.is(4, Wire.BYTES)) {
                exemplars.add(exemplar(3, 1, 2));
            } else {
                wire.skip();
            }
        }
        tell(sample("_total", value, millis, into, out), startNanos, exemplars, into);
    }

    private void states(long millis, Samples into, Accumulator out) throws Fault {
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                state(millis, into, out);
            } else {
                wire.skip();
            }
        }
    }

    private void state(long millis, Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        int end = wire.end();
        wire.limit = end;
        int[] name = {end, end};
        boolean enabled = false;
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                enabled = wire.varint() != 0;
            } else if (wire.is(2, Wire.BYTES)) {
                range(name);
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        beginSeries("");
        familyLabel(name[0], name[1]);
        add(into, entry(out), enabled ? 1 : 0, millis);
    }

    private void info(long millis, Samples into, Accumulator out) throws Fault {
        while (wire.next()) {
            if (wire.is(1, Wire.BYTES)) {
                label();
            } else {
                wire.skip();
            }
        }
        sample("_info", 1, millis, into, out);
    }

    private void histogram(long millis, Samples into, Accumulator out) throws Fault {
        String prefix = type == ValueType.GAUGE_HISTOGRAM ? "_g" : "_";
        Double sum = null;
        double count = 0;
        long startNanos = 0;
        boolean boundless = false;
        while (wire.next()) {
            if (isEither()) {
                sum = either();
            } else if (wire.is(3, Wire.VARINT)) {
                count = ProtobufHistogram.unsigned(wire.varint());
            } else if (wire.is(4, Wire.BYTES)) {
                startNanos = moment();
            } else if (wire.is(5, Wire.BYTES)) {
                boundless |= bucket(millis, into, out);
            } else {
                wire.skip();
            }
        }
        if (!boundless) {
            sample("_bucket", Resolver.BOUND, Double.POSITIVE_INFINITY, count, millis, into, out);
        }
        totals(prefix, sum, count, startNanos, millis, into, out);
    }

    private void totals(
            String prefix,
            @Nullable Double sum,
            double count,
            long startNanos,
            long millis,
            Samples into,
            Accumulator out)
            throws Fault {
        tell(sample(prefix + "count", count, millis, into, out), startNanos, List.of(), into);
        if (sum != null) {
            sample(prefix + "sum", sum, millis, into, out);
        }
    }

    /// Reads a bucket; true where it has no bound.
    private boolean bucket(long millis, Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        double count = 0;
        double bound = 0;
        List<Exemplar> exemplars = new ArrayList<>(0);
        while (wire.next()) {
            if (wire.is(1, Wire.VARINT)) {
                count = ProtobufHistogram.unsigned(wire.varint());
            } else if (wire.is(2, Wire.FIXED64)) {
                bound = wire.float64();
            } else if (wire.is(3, Wire.BYTES)) {
                exemplars.add(exemplar(3, 1, 2));
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        tell(sample("_bucket", Resolver.BOUND, bound, count, millis, into, out), 0, exemplars, into);
        return bound == Double.POSITIVE_INFINITY;
    }

    private void summary(long millis, Samples into, Accumulator out) throws Fault {
        Double sum = null;
        double count = 0;
        long startNanos = 0;
        while (wire.next()) {
            if (isEither()) {
                sum = either();
            } else if (wire.is(3, Wire.VARINT)) {
                count = ProtobufHistogram.unsigned(wire.varint());
            } else if (wire.is(4, Wire.BYTES)) {
                startNanos = moment();
            } else if (wire.is(5, Wire.BYTES)) {
                quantile(millis, into, out);
            } else {
                wire.skip();
            }
        }
        totals("_", sum, count, startNanos, millis, into, out);
    }

    private void quantile(long millis, Samples into, Accumulator out) throws Fault {
        int outer = wire.limit;
        wire.limit = wire.end();
        double mark = 0;
        double value = 0;
        while (wire.next()) {
            if (wire.is(1, Wire.FIXED64)) {
                mark = wire.float64();
            } else if (wire.is(2, Wire.FIXED64)) {
                value = wire.float64();
            } else {
                wire.skip();
            }
        }
        wire.limit = outer;
        sample("", Resolver.QUANTILE, mark, value, millis, into, out);
    }
}
