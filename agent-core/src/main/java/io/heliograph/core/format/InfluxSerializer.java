package io.heliograph.core.format;

import io.heliograph.api.ByteSink;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Serializer;

/// Writes InfluxDB line protocol: `serializers.influx`.
///
/// What no line can hold is left out: NaN and infinite numbers, native histograms, fields without a usable key. A row
/// of which nothing remains is named with [ByteSink#leaveOut], and so is one that would be read as a comment.
///
/// Cost: a row is a copy of its name, tags and field keys, each encoded once, and the digits of its values.
/// Nothing is allocated but for numbers below 2^-8 with more than 9 decimals and for those of 2^53 and more.
public final class InfluxSerializer implements Serializer {
    private static final MetricBatch NO_ROWS = new MetricBatch.Builder().seal();

    private final int maxLineBytes;
    private final boolean unsignedKept;
    private final boolean timeOmitted;
    private final FieldTexts.Cache fieldTexts;

    private long lastNanos;
    private byte[] lastEnd = {};

    // the row at hand
    private MetricBatch batch = NO_ROWS;
    private int row;
    private byte[] name = {};
    private int lineStart;
    private boolean lineEmpty;

    /// @param context not needed
    public InfluxSerializer(InfluxSerializerConfig config, PluginContext context) {
        this(config);
    }

    /// For the host itself.
    public InfluxSerializer(InfluxSerializerConfig config) {
        this.maxLineBytes = config.influxMaxLineBytes();
        this.unsignedKept = config.influxUintSupport();
        this.timeOmitted = config.influxOmitTimestamp();
        this.fieldTexts = new FieldTexts.Cache(config.influxSortFields());
    }

    @Override
    public void serialize(MetricBatch rows, ByteSink out) {
        batch = rows;
        for (row = 0; row < rows.size(); row++) {
            putRow(out);
        }
        batch = NO_ROWS;
    }

    private void putRow(ByteSink out) {
        FieldSet fields = batch.fields(row);
        name = LinePrefix.name(batch.base(row).name());
        if (name.length == 0) {
            out.leaveOut(row, "no name that line protocol can carry");
        } else if (isStale(fields)) {
            out.leaveOut(row, "stale marker");
        } else {
            putLines(out, fields);
        }
    }

    private boolean isStale(FieldSet fields) {
        return fields.size() > 0 && fields.kind(0) == FieldKind.DOUBLE && batch.bits(row, 0) == Metric.STALE_BITS;
    }

    private void putLines(ByteSink out, FieldSet fields) {
        int rowStart = out.size();
        beginLine(out);
        FieldTexts texts = fieldTexts.of(fields);
        for (int field : texts.order()) {
            if (!putField(out, fields, texts.keys()[field], field)) {
                out.truncate(rowStart);
                out.leaveOut(row, "field '" + fields.key(field) + "' finds no room in " + maxLineBytes + " bytes");
                return;
            }
        }
        if (lineEmpty) {
            out.truncate(rowStart);
            out.leaveOut(row, "no field that line protocol can carry");
        } else {
            endLine(out);
        }
    }

    private void beginLine(ByteSink out) {
        lineStart = out.size();
        lineEmpty = true;
        LinePrefix.put(out, name, batch.base(row).tags(), batch.overlay(row));
    }

    private void endLine(ByteSink out) {
        if (timeOmitted) {
            out.put('\n');
        } else {
            out.put(lineEnd(batch.epochNanos(row)));
        }
    }

    /// A space, the time, and the line break. Rows that were gathered together have one time, of nineteen digits.
    private byte[] lineEnd(long epochNanos) {
        if (epochNanos != lastNanos || lastEnd.length == 0) {
            ByteSink end = new ByteSink(2 + NumberText.length(epochNanos));
            end.put(' ');
            NumberText.put(end, epochNanos);
            end.put('\n');
            lastNanos = epochNanos;
            lastEnd = end.array();
        }
        return lastEnd;
    }

    /// Writes a field where line protocol can carry it, on a new line where this one is full.
    ///
    /// @return false where it finds no room on a line of its own
    private boolean putField(ByteSink out, FieldSet fields, byte[] key, int field) {
        int before = out.size();
        if (!putPair(out, fields, key, field)) {
            out.truncate(before);
            return true;
        }
        if (fits(out)) {
            lineEmpty = false;
            return true;
        }
        if (lineEmpty) {
            return false;
        }
        out.truncate(before);
        endLine(out);
        beginLine(out);
        putPair(out, fields, key, field);
        lineEmpty = false;
        return fits(out);
    }

    private boolean fits(ByteSink out) {
        return maxLineBytes == 0 || out.size() - lineStart + endLength() <= maxLineBytes;
    }

    private int endLength() {
        return timeOmitted ? 1 : 2 + NumberText.length(batch.epochNanos(row));
    }

    private boolean putPair(ByteSink out, FieldSet fields, byte[] key, int field) {
        if (key.length == 0) {
            return false;
        }
        if (!lineEmpty) {
            out.put(',');
        }
        out.put(key);
        return putValue(out, fields.kind(field), field);
    }

    private boolean putValue(ByteSink out, FieldKind kind, int field) {
        switch (kind) {
            case DOUBLE -> {
                return putDouble(out, Double.longBitsToDouble(batch.bits(row, field)));
            }
            case LONG -> {
                NumberText.put(out, batch.bits(row, field));
                out.put('i');
            }
            case UNSIGNED -> putUnsigned(out, batch.bits(row, field));
            case BOOLEAN -> out.putText(batch.bits(row, field) != 0 ? "true" : "false");
            case TEXT -> putText(out, batch.text(row, field));
            case HISTOGRAM -> {
                return false;
            }
        }
        return true;
    }

    private static boolean putDouble(ByteSink out, double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        NumberText.put(out, value);
        return true;
    }

    private void putUnsigned(ByteSink out, long bits) {
        if (unsignedKept) {
            NumberText.putUnsigned(out, bits);
            out.put('u');
        } else {
            NumberText.put(out, bits < 0 ? Long.MAX_VALUE : bits);
            out.put('i');
        }
    }

    private static void putText(ByteSink out, String text) {
        out.put('"');
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                out.putText(text.substring(plain, at));
                out.put('\\');
                plain = at;
            }
        }
        out.putText(plain == 0 ? text : text.substring(plain));
        out.put('"');
    }
}
