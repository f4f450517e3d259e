package io.heliograph.api;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows in columns. A sealed batch is immutable: fan-out to several outputs and slices copy nothing.
///
/// Per row there is a series, a field set, a time and a type, and the start of its values; values are 64 bits each,
/// and an object (text, histogram) is an index into a column of objects. A row of one number takes 25 bytes, and none
/// of its parts is allocated on its own. Details ([Detail]) have a column only where some row has one. Rows are counted
/// from 0 within the batch or slice.
public final class MetricBatch {
    private static final long EXEMPLAR_BYTES = 200;

    private final Series[] series; // without the target's tags
    private final @Nullable Overlay overlay; // of all rows
    private final Overlay @Nullable [] overlays; // where rows have different ones
    private final FieldSet[] fields;
    private final long[] epochNanos;
    private final byte[] types;
    private final int @Nullable [] firstValue; // null where every row has one value
    private final long[] values;
    private final Object[] objects;
    private final @Nullable Detail @Nullable [] details;
    private final int from;
    private final int size;

    private MetricBatch(MetricBatch whole, int from, int size) {
        this.series = whole.series;
        this.overlay = whole.overlay;
        this.overlays = whole.overlays;
        this.fields = whole.fields;
        this.epochNanos = whole.epochNanos;
        this.types = whole.types;
        this.firstValue = whole.firstValue;
        this.values = whole.values;
        this.objects = whole.objects;
        this.details = whole.details;
        this.from = from;
        this.size = size;
    }

    private MetricBatch(Builder rows) {
        this.series = Arrays.copyOf(rows.series, rows.size);
        this.overlay = rows.size == 0 || rows.mixed ? null : rows.overlays[0];
        this.overlays = rows.mixed ? Arrays.copyOf(rows.overlays, rows.size) : null;
        this.fields = Arrays.copyOf(rows.fields, rows.size);
        this.epochNanos = Arrays.copyOf(rows.epochNanos, rows.size);
        this.types = Arrays.copyOf(rows.types, rows.size);
        this.firstValue = rows.single ? null : Arrays.copyOf(rows.firstValue, rows.size);
        this.values = Arrays.copyOf(rows.values, rows.valueCount);
        this.objects = Arrays.copyOf(rows.objects, rows.objectCount);
        this.details = rows.detailed == 0 ? null : Arrays.copyOf(rows.details, rows.size);
        this.from = 0;
        this.size = rows.size;
    }

    /// The number of rows.
    public int size() {
        return size;
    }

    /// The identity of a row.
    public Series series(int row) {
        return base(row).over(overlay(row));
    }

    /// The identity of a row without its target's tags. For the host.
    public Series base(int row) {
        return series[from + row];
    }

    /// The tags of a row's target, or null where there are none apart. For the host.
    public @Nullable Overlay overlay(int row) {
        return overlays == null ? overlay : overlays[from + row];
    }

    /// Keys and kinds of a row's fields.
    public FieldSet fields(int row) {
        return fields[from + row];
    }

    /// The time of a row, in nanoseconds since 1970-01-01T00:00:00Z.
    public long epochNanos(int row) {
        return epochNanos[from + row];
    }

    /// What kind of measurement a row's values are.
    public ValueType type(int row) {
        return ValueType.at(types[from + row]);
    }

    /// Whether any row may have a detail.
    public boolean hasDetails() {
        return details != null;
    }

    /// What is known of a row beyond its values, or null.
    public @Nullable Detail detail(int row) {
        return details == null ? null : details[from + row];
    }

    /// The 64 bits of a value that is no object: of a double its raw bits, of a boolean 0 or 1.
    public long bits(int row, int field) {
        return values[first(row) + field];
    }

    private int first(int row) {
        return firstValue == null ? from + row : firstValue[from + row];
    }

    /// The value of a DOUBLE field; of another number converted; NaN of what is no number.
    public double doubleValue(int row, int field) {
        return Values.toDouble(fields(row).kind(field), bits(row, field));
    }

    /// The value of a TEXT field.
    public String text(int row, int field) {
        return (String) object(row, field);
    }

    /// The value of a HISTOGRAM field.
    public NativeHistogram histogram(int row, int field) {
        return (NativeHistogram) object(row, field);
    }

    private Object object(int row, int field) {
        return objects[(int) bits(row, field)];
    }

    /// A row on its own, copied.
    public Metric metric(int row) {
        FieldSet set = fields(row);
        int first = first(row);
        long[] own = Arrays.copyOfRange(values, first, first + set.size());
        @Nullable Object @Nullable [] ownObjects = set.hasObjects() ? objectsOf(row, set) : null;
        return new Metric(series(row), set, epochNanos(row), type(row), own, ownObjects, detail(row));
    }

    private @Nullable Object[] objectsOf(int row, FieldSet set) {
        @Nullable Object[] own = new Object[set.size()];
        for (int field = 0; field < own.length; field++) {
            if (set.kind(field).isObject()) {
                own[field] = object(row, field);
            }
        }
        return own;
    }

    /// The rows from `from` up to `to`, exclusive, without a copy.
    public MetricBatch slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return from == 0 && to == size ? this : new MetricBatch(this, this.from + from, to - from);
    }

    /// About how many bytes the rows hold on to, series and metadata excepted.
    public long retainedBytes() {
        long bytes =
                (17L + (firstValue == null ? 0 : 4) + (overlays == null ? 0 : 4) + (details == null ? 0 : 4)) * size;
        for (int row = 0; row < size; row++) {
            FieldSet set = fields(row);
            bytes += 8L * set.size();
            if (set.hasObjects()) {
                bytes += objectBytes(row, set);
            }
            Detail detail = detail(row);
            if (detail != null) {
                bytes += EXEMPLAR_BYTES * detail.exemplars().size();
            }
        }
        return bytes;
    }

    private long objectBytes(int row, FieldSet set) {
        long bytes = 0;
        for (int field = 0; field < set.size(); field++) {
            switch (set.kind(field)) {
                case TEXT -> bytes += 48 + text(row, field).length();
                case HISTOGRAM -> bytes += 256;
                case DOUBLE, LONG, UNSIGNED, BOOLEAN -> {}
            }
        }
        return bytes;
    }

    @Override
    public String toString() {
        return "batch of " + size + " rows";
    }

    /// Collects rows into columns. Confined to one thread; reused after [#seal].
    ///
    /// A row is opened with [#open], gets its values, and is taken with [#close] or forgotten with [#discard].
    public static final class Builder {
        private static final int MOST_FIELDS = 1 << 14; // each is compared with those before it

        private Series[] series = new Series[16];
        private Overlay[] overlays = new Overlay[16];
        private boolean mixed; // rows have different overlays
        private boolean single = true; // every row has one value
        private FieldSet[] fields = new FieldSet[16];
        private long[] epochNanos = new long[16];
        private byte[] types = new byte[16];
        private int[] firstValue = new int[16];
        private long[] values = new long[16];
        private Object[] objects = new Object[4];
        private @Nullable Detail[] details = new @Nullable Detail[0]; // of the first rows at least, where detailed
        private int detailed;
        private int size;
        private int valueCount;
        private int objectCount;

        // the open row
        private String[] keys = new String[16];
        private byte[] kinds = new byte[16];
        private int count;
        private int objectsBefore;
        private @Nullable Detail detail;

        /// The number of closed rows.
        public int size() {
            return size;
        }

        /// Begins a row.
        public void open() {
            count = 0;
            objectsBefore = objectCount;
            detail = null;
        }

        /// Says what is known of the open row beyond its values.
        public void detail(@Nullable Detail of) {
            detail = of;
        }

        /// The number of fields of the open row.
        public int fieldCount() {
            return count;
        }

        /// The key of a field of the open row.
        public String key(int field) {
            return keys[field];
        }

        /// The index of a field of the open row, or -1.
        public int indexOf(String key) {
            for (int i = 0; i < count; i++) {
                if (keys[i] == key || keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        /// Sets a field of the open row to a value of 64 bits; of a key that is there already the value is replaced.
        public void put(String key, FieldKind kind, long bits) {
            int field = indexOf(key);
            if (field < 0) {
                check(key);
                field = count++;
                growFields();
            }
            keys[field] = key;
            kinds[field] = (byte) kind.ordinal();
            values[valueCount + field] = bits;
        }

        /// Sets a field of the open row to an object.
        public void put(String key, FieldKind kind, Object object) {
            if (objectCount == objects.length) {
                objects = Arrays.copyOf(objects, 2 * objectCount);
            }
            objects[objectCount] = object;
            put(key, kind, (long) objectCount++);
        }

        private void check(String key) {
            Objects.requireNonNull(key, "the key of a field is null");
            if (count == MOST_FIELDS) {
                throw new IllegalArgumentException("a row has at most " + MOST_FIELDS + " fields");
            }
        }

        private void growFields() {
            if (count > keys.length) {
                keys = Arrays.copyOf(keys, 2 * count);
                kinds = Arrays.copyOf(kinds, 2 * count);
            }
            if (valueCount + count > values.length) {
                values = Arrays.copyOf(values, 2 * (valueCount + count));
            }
        }

        /// Takes a field out of the open row; nothing happens where it has none of that key.
        public void remove(String key) {
            int field = indexOf(key);
            if (field < 0) {
                return;
            }
            int after = count - field - 1;
            System.arraycopy(keys, field + 1, keys, field, after);
            System.arraycopy(kinds, field + 1, kinds, field, after);
            System.arraycopy(values, valueCount + field + 1, values, valueCount + field, after);
            count--;
        }

        /// Whether the open row's fields are just these.
        public boolean matches(FieldSet set) {
            return set.matches(keys, kinds, count);
        }

        /// The hash of the open row's field set.
        public int fieldsHash() {
            return FieldSet.hash(keys, kinds, count);
        }

        /// The field set of the open row, made anew.
        public FieldSet fieldSet() {
            return FieldSet.of(keys, kinds, count);
        }

        /// Ends the open row.
        ///
        /// @param set the open row's fields: [#matches] holds
        public void close(Series rowSeries, FieldSet set, long rowNanos, ValueType type) {
            close(rowSeries.base(), rowSeries.overlay(), set, rowNanos, type);
        }

        /// Ends the open row.
        ///
        /// @param base its identity without its target's tags
        /// @param overlay its target's tags, or null
        /// @param set the open row's fields: [#matches] holds
        public void close(Series base, @Nullable Overlay overlay, FieldSet set, long rowNanos, ValueType type) {
            if (size == series.length) {
                growRows();
            }
            series[size] = base;
            overlays[size] = overlay;
            mixed |= overlay != overlays[0];
            single &= count == 1;
            fields[size] = set;
            epochNanos[size] = rowNanos;
            types[size] = (byte) type.ordinal();
            firstValue[size] = valueCount;
            if (detail != null) {
                closeDetail(detail);
            }
            valueCount += count;
            size++;
        }

        private void closeDetail(Detail of) {
            if (size >= details.length) {
                details = Arrays.copyOf(details, series.length);
            }
            details[size] = of;
            detailed++;
            detail = null;
        }

        private void growRows() {
            int more = 2 * size;
            series = Arrays.copyOf(series, more);
            overlays = Arrays.copyOf(overlays, more);
            fields = Arrays.copyOf(fields, more);
            epochNanos = Arrays.copyOf(epochNanos, more);
            types = Arrays.copyOf(types, more);
            firstValue = Arrays.copyOf(firstValue, more);
        }

        /// Takes the open row out as a metric of its own instead of closing it.
        ///
        /// @param set the open row's fields: [#matches] holds
        public Metric take(Series rowSeries, FieldSet set, long rowNanos, ValueType type) {
            long[] own = Arrays.copyOfRange(values, valueCount, valueCount + count);
            @Nullable Object @Nullable [] ownObjects = set.hasObjects() ? new Object[count] : null;
            for (int field = 0; ownObjects != null && field < count; field++) {
                ownObjects[field] = set.kind(field).isObject() ? objects[(int) own[field]] : null;
            }
            Detail ownDetail = detail;
            discard();
            return new Metric(rowSeries, set, rowNanos, type, own, ownObjects, ownDetail);
        }

        /// Forgets the open row.
        public void discard() {
            Arrays.fill(objects, objectsBefore, objectCount, null);
            objectCount = objectsBefore;
            count = 0;
            detail = null;
        }

        /// Adds a row of another batch. No row may be open.
        public void copy(MetricBatch batch, int row) {
            copy(batch, row, batch.base(row), batch.overlay(row));
        }

        /// Adds a row of another batch under a series, as it is otherwise. No row may be open.
        public void copy(MetricBatch batch, int row, Series as) {
            copy(batch, row, as.base(), as.overlay());
        }

        /// Adds a row of another batch under a series and the tags of a target, as it is otherwise. No row may be open.
        public void copy(MetricBatch batch, int row, Series base, @Nullable Overlay overlay) {
            FieldSet set = batch.fields(row);
            copyValues(batch, row, set);
            detail = batch.detail(row);
            close(base, overlay, set, batch.epochNanos(row), batch.type(row));
        }

        /// Puts the fields of another batch's row into a row that is opened with it.
        public void openCopy(MetricBatch batch, int row) {
            open();
            FieldSet set = batch.fields(row);
            copyValues(batch, row, set);
            for (int field = 0; field < count; field++) {
                keys[field] = set.key(field);
                kinds[field] = (byte) set.kind(field).ordinal();
            }
            detail = batch.detail(row);
        }

        private void copyValues(MetricBatch batch, int row, FieldSet set) {
            count = set.size();
            growFields();
            System.arraycopy(batch.values, batch.first(row), values, valueCount, count);
            if (set.hasObjects()) {
                copyObjects(batch, row, set);
            }
        }

        private void copyObjects(MetricBatch batch, int row, FieldSet set) {
            for (int field = 0; field < count; field++) {
                if (set.kind(field).isObject()) {
                    if (objectCount == objects.length) {
                        objects = Arrays.copyOf(objects, 2 * objectCount);
                    }
                    objects[objectCount] = batch.object(row, field);
                    values[valueCount + field] = objectCount++;
                }
            }
        }

        /// Adds a row on its own. No row may be open.
        public void add(Metric metric) {
            open();
            put(metric);
            detail = metric.detail();
            close(metric.series(), metric.fields(), metric.epochNanos(), metric.type());
        }

        /// Puts all fields of a metric into the open row.
        public void put(Metric metric) {
            for (int field = 0; field < metric.size(); field++) {
                FieldKind kind = metric.kind(field);
                if (kind.isObject()) {
                    put(metric.key(field), kind, metric.value(field));
                } else {
                    put(metric.key(field), kind, metric.bits(field));
                }
            }
        }

        /// Gives all closed rows one time.
        public void retime(long nanos) {
            Arrays.fill(epochNanos, 0, size, nanos);
        }

        /// The closed rows as a batch; the builder is empty again and keeps its room.
        public MetricBatch seal() {
            MetricBatch batch = new MetricBatch(this);
            Arrays.fill(series, 0, size, null);
            Arrays.fill(overlays, 0, size, null);
            mixed = false;
            single = true;
            Arrays.fill(fields, 0, size, null);
            Arrays.fill(objects, 0, objectCount, null);
            Arrays.fill(details, 0, detailed == 0 ? 0 : Math.min(size, details.length), null);
            detailed = 0;
            size = 0;
            valueCount = 0;
            objectCount = 0;
            count = 0;
            detail = null;
            return batch;
        }
    }
}
