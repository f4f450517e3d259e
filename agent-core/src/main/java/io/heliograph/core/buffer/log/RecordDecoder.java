package io.heliograph.core.buffer.log;

import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what [RecordEncoder] wrote. Confined to one thread.
///
/// The bytes are not trusted, although a checksum stands before them: every count is held against the bytes that are
/// left and every number against its table, so that arbitrary bytes cost a [DamagedRecordException] and room in
/// proportion to their length.
final class RecordDecoder {
    private static final FieldKind[] KINDS = FieldKind.values();
    private static final ValueType[] TYPES = ValueType.values();
    private static final int MOST_FIELDS = 1 << 16;

    private final ByteReader in = new ByteReader();
    private MetricBatch.Builder batch = new MetricBatch.Builder();
    private String[] strings = {};
    private String[] tagKeys = {};
    private String[] tagValues = {};
    private Overlay[] overlays = {};
    private Fields[] sets = {};
    private Series[] series = {};
    private Detail[] details = {};

    private long[] times = {};
    private long[] setOf = {};
    private long[] typeOf = {};
    private long[] overlayOf = {};
    private long[] detailOf = {};

    /// The fields of rows as the record has them, and as a set once there was a row.
    private static final class Fields {
        final String[] keys;
        final FieldKind[] kinds;

        @Nullable
        FieldSet set;

        Fields(int size) {
            keys = new String[size];
            kinds = new FieldKind[size];
        }
    }

    /// The rows of a payload.
    ///
    /// @param rows how many there are
    MetricBatch decode(byte[] bytes, int from, int length, int rows) throws DamagedRecordException {
        if (rows < 0 || rows > RecordEncoder.MOST_ROWS) {
            throw new DamagedRecordException("too many rows");
        }
        in.over(bytes, from, length);
        try {
            readTables();
            readColumns(rows);
            readRows(rows);
            if (in.left() != 0) {
                throw new DamagedRecordException("goes on behind its end");
            }
            return batch.seal();
        } catch (DamagedRecordException damaged) {
            batch = new MetricBatch.Builder(); // with all that it had of these rows
            throw damaged;
        } finally {
            forget();
        }
    }

    private void forget() {
        strings = tagKeys = tagValues = new String[0];
        overlays = new Overlay[0];
        sets = new Fields[0];
        series = new Series[0];
        details = new Detail[0];
        in.over(new byte[0], 0, 0);
    }

    private void readTables() throws DamagedRecordException {
        int stringCount = in.count();
        int tagCount = in.count();
        int overlayCount = in.count();
        int setCount = in.count();
        int seriesCount = in.count();
        int detailCount = in.count();
        if ((long) stringCount + tagCount + overlayCount + setCount + seriesCount + detailCount > in.left()) {
            throw new DamagedRecordException("tables longer than the record");
        }
        strings = new String[stringCount];
        for (int i = 0; i < stringCount; i++) {
            strings[i] = in.text();
        }
        readTags(tagCount);
        overlays = new Overlay[overlayCount];
        for (int i = 0; i < overlayCount; i++) {
            overlays[i] = new Overlay(tags());
        }
        readSets(setCount);
        readSeries(seriesCount);
        details = new Detail[detailCount];
        for (int i = 0; i < detailCount; i++) {
            details[i] = detail();
        }
    }

    private void readTags(int count) throws DamagedRecordException {
        tagKeys = new String[count];
        tagValues = new String[count];
        for (int i = 0; i < count; i++) {
            tagKeys[i] = string();
            tagValues[i] = in.text();
        }
    }

    private String string() throws DamagedRecordException {
        return strings[in.below(strings.length)];
    }

    private TagSet tags() throws DamagedRecordException {
        int count = in.count();
        String[] pairs = new String[2 * count];
        for (int i = 0; i < count; i++) {
            int tag = in.below(tagKeys.length);
            pairs[2 * i] = tagKeys[tag];
            pairs[2 * i + 1] = tagValues[tag];
        }
        return TagSet.of(pairs);
    }

    private void readSets(int count) throws DamagedRecordException {
        sets = new Fields[count];
        for (int i = 0; i < count; i++) {
            Fields fields = new Fields(in.below(Math.min(MOST_FIELDS, in.left() / 2) + 1L));
            for (int field = 0; field < fields.keys.length; field++) {
                fields.keys[field] = string();
                fields.kinds[field] = KINDS[index(in.u8(), KINDS.length)];
            }
            sets[i] = fields;
        }
    }

    private void readSeries(int count) throws DamagedRecordException {
        series = new Series[count];
        for (int i = 0; i < count; i++) {
            series[i] = Series.of(string(), tags());
        }
    }

    private Detail detail() throws DamagedRecordException {
        Metadata metadata = in.u8() == 0 ? null : new Metadata(string(), string(), string());
        long createdNanos = in.i64();
        int count = in.count();
        List<Exemplar> exemplars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            exemplars.add(new Exemplar(string(), tags(), in.f64(), in.i64()));
        }
        return new Detail(metadata, createdNanos, exemplars);
    }

    private void readColumns(int rows) throws DamagedRecordException {
        if (times.length < rows) {
            times = new long[rows];
            setOf = new long[rows];
            typeOf = new long[rows];
            overlayOf = new long[rows];
            detailOf = new long[rows];
        }
        readRuns(times, rows);
        readRuns(setOf, rows);
        readRuns(typeOf, rows);
        if (overlays.length > 0) {
            readRuns(overlayOf, rows);
        }
        if (details.length > 0) {
            readRuns(detailOf, rows);
        }
    }

    private void readRuns(long[] column, int rows) throws DamagedRecordException {
        int row = 0;
        while (row < rows) {
            int length = in.below(rows - row + 1L);
            if (length == 0) {
                throw new DamagedRecordException("a run of nothing");
            }
            long value = in.zigzag();
            for (int end = row + length; row < end; row++) {
                column[row] = value;
            }
        }
    }

    /// Values stand behind the series of all rows, so these are read first, into the column of differences of times.
    private void readRows(int rows) throws DamagedRecordException {
        int[] seriesOf = new int[rows];
        int next = 0;
        for (int row = 0; row < rows; row++) {
            int code = in.below(series.length + 1L);
            seriesOf[row] = index(code == 0 ? next++ : code - 1, series.length);
        }
        long time = 0;
        for (int row = 0; row < rows; row++) {
            time += times[row];
            readRow(row, series[seriesOf[row]], time);
        }
    }

    private void readRow(int row, Series base, long epochNanos) throws DamagedRecordException {
        Fields fields = sets[index(setOf[row], sets.length)];
        batch.open();
        for (int field = 0; field < fields.keys.length; field++) {
            readValue(fields.keys[field], fields.kinds[field]);
        }
        if (batch.fieldCount() != fields.keys.length) {
            throw new DamagedRecordException("a field twice");
        }
        FieldSet set = fields.set;
        if (set == null) {
            set = batch.fieldSet();
            fields.set = set;
        }
        Overlay overlay = null;
        if (overlays.length > 0 && overlayOf[row] != 0) {
            overlay = overlays[index(overlayOf[row] - 1, overlays.length)];
        }
        if (details.length > 0 && detailOf[row] != 0) {
            batch.detail(details[index(detailOf[row] - 1, details.length)]);
        }
        batch.close(base, overlay, set, epochNanos, TYPES[index(typeOf[row], TYPES.length)]);
    }

    private static int index(long value, int bound) throws DamagedRecordException {
        if (value < 0 || value >= bound) {
            throw new DamagedRecordException("a number beyond its table");
        }
        return (int) value;
    }

    private void readValue(String key, FieldKind kind) throws DamagedRecordException {
        switch (kind) {
            case DOUBLE -> batch.put(key, kind, in.i64());
            case LONG -> batch.put(key, kind, in.zigzag());
            case UNSIGNED, BOOLEAN -> batch.put(key, kind, in.varint());
            case TEXT -> batch.put(key, kind, in.text());
            case HISTOGRAM -> batch.put(key, kind, histogram());
        }
    }

    private NativeHistogram histogram() throws DamagedRecordException {
        int schema = (int) in.zigzag();
        boolean gauge = in.u8() != 0;
        double count = in.f64();
        double sum = in.f64();
        double zeroThreshold = in.f64();
        double zeroCount = in.f64();
        return new NativeHistogram(
                schema, count, sum, zeroThreshold, zeroCount, buckets(), buckets(), doubles(), gauge);
    }

    private NativeHistogram.Buckets buckets() throws DamagedRecordException {
        int[] spans = new int[in.count()];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = (int) in.zigzag();
        }
        double[] counts = doubles();
        return spans.length == 0 && counts.length == 0
                ? NativeHistogram.Buckets.NONE
                : new NativeHistogram.Buckets(spans, counts);
    }

    private double[] doubles() throws DamagedRecordException {
        double[] numbers = new double[in.below(in.left() / Double.BYTES + 1L)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.f64();
        }
        return numbers;
    }
}
