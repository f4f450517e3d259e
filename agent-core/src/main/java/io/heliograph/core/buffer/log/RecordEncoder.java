package io.heliograph.core.buffer.log;

import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.Detail.Metadata;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Overlay;
import io.heliograph.api.Series;
import io.heliograph.api.Tag;
import io.heliograph.api.TagSet;
import io.heliograph.core.buffer.log.RepeatedSeries.Encoded;
import org.jspecify.annotations.Nullable;

/// Writes rows as the payload of a record, straight from the columns of a batch. Confined to one thread.
///
/// A record is self-contained: what names its rows is a symbol table in front, and nothing refers to another record.
///
/// ```
/// counts    of strings, tags, overlays, field sets, series, details
/// strings   names, keys of tags and fields, words of details
/// tags      key (string), value
/// overlays  tags
/// sets      keys (string) with their kinds
/// series    name (string), tags
/// details   family, help, unit (string); created; exemplars
/// runs      of times (as differences), of sets, of types, of overlays, of details; the last two where there are any
/// rows      the series of each: 0 for the next that was not there before, else 1 + its number
/// values    row by row: doubles as 8 bytes, other numbers as varints, texts and histograms in place
/// ```
///
/// A scraped sample takes 15 to 30 bytes in this form and 50 to 150 ns, most of it for the names: each row of a scrape
/// is another series, and each of its tags is looked up in the table. Where the series are those of a recent batch
/// ([RepeatedSeries]) it is a fifth of that. Nothing is allocated once the buffers have grown.
final class RecordEncoder {
    /// No record has more rows.
    static final int MOST_ROWS = 1 << 16;
    /// And no payload is longer.
    static final int MOST_BYTES = 4 << 20;

    private final SymbolTable strings = new SymbolTable();
    private final SymbolTable tags = new SymbolTable();
    private final SymbolTable overlays = new SymbolTable();
    private final SymbolTable sets = new SymbolTable();
    private final SymbolTable series = new SymbolTable();
    private final SymbolTable details = new SymbolTable();

    private final ByteWriter stringBytes = new ByteWriter();
    private final ByteWriter tagBytes = new ByteWriter();
    private final ByteWriter overlayBytes = new ByteWriter();
    private final ByteWriter setBytes = new ByteWriter();
    private final ByteWriter seriesBytes = new ByteWriter();
    private final ByteWriter detailBytes = new ByteWriter();

    private final RepeatedSeries repeated = new RepeatedSeries();
    private final RepeatedSets repeatedSets = new RepeatedSets();
    private final Runs times = new Runs();
    private final Runs setRuns = new Runs();
    private final Runs types = new Runs();
    private final Runs overlayRuns = new Runs();
    private final Runs detailRuns = new Runs();
    private final ByteWriter rows = new ByteWriter();
    private final ByteWriter values = new ByteWriter();

    private long minNanos;
    private long maxNanos;
    private long lastNanos;
    private @Nullable Overlay lastOverlay;
    private long overlayNumber;
    private @Nullable Detail lastDetail;
    private long detailNumber;

    /// The earliest time of the rows encoded last.
    long minNanos() {
        return minNanos;
    }

    /// And the latest.
    long maxNanos() {
        return maxNanos;
    }

    /// Adds the payload of these rows.
    ///
    /// @return whether it is within [#MOST_BYTES]; otherwise nothing is added
    boolean encode(MetricBatch batch, int from, int to, ByteWriter out) {
        clear();
        boolean repeats = encodeSeries(batch, from, to); // first, so that what it becomes depends on nothing else
        encodeSets(batch, from, to, repeats);
        for (int row = from; row < to; row++) {
            encodeRow(batch, row);
        }
        return write(out);
    }

    private void clear() {
        strings.clear();
        tags.clear();
        overlays.clear();
        sets.clear();
        series.clear();
        details.clear();
        stringBytes.clear();
        tagBytes.clear();
        overlayBytes.clear();
        setBytes.clear();
        seriesBytes.clear();
        detailBytes.clear();
        times.clear();
        setRuns.clear();
        types.clear();
        overlayRuns.clear();
        detailRuns.clear();
        rows.clear();
        values.clear();
        minNanos = Long.MAX_VALUE;
        maxNanos = Long.MIN_VALUE;
        lastNanos = 0;
        lastOverlay = null;
        overlayNumber = 0;
        lastDetail = null;
        detailNumber = 0;
    }

    private boolean write(ByteWriter out) {
        int before = out.size();
        out.varint(strings.size());
        out.varint(tags.size());
        out.varint(overlays.size());
        out.varint(sets.size());
        out.varint(series.size());
        out.varint(details.size());
        out.append(stringBytes);
        out.append(tagBytes);
        out.append(overlayBytes);
        out.append(setBytes);
        out.append(seriesBytes);
        out.append(detailBytes);
        times.writeTo(out);
        setRuns.writeTo(out);
        types.writeTo(out);
        writeWhereAny(overlayRuns, overlays, out);
        writeWhereAny(detailRuns, details, out);
        out.append(rows);
        out.append(values);
        if (out.size() - before > MOST_BYTES) {
            out.truncate(before);
            return false;
        }
        return true;
    }

    private static void writeWhereAny(Runs runs, SymbolTable things, ByteWriter out) {
        if (things.size() > 0) {
            runs.writeTo(out);
        }
    }

    /// A method of its own, as compilers count calls: a loop over the rows of twenty batches a second stays half
    /// compiled for minutes, and what it calls does not.
    private void encodeRow(MetricBatch batch, int row) {
        long nanos = batch.epochNanos(row);
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
        times.add(nanos - lastNanos);
        lastNanos = nanos;
        types.add(batch.type(row).ordinal());
        encodeOverlay(batch.overlay(row));
        encodeDetail(batch.detail(row));
        encodeValues(batch, row);
    }

    private void encodeOverlay(@Nullable Overlay overlay) {
        if (overlay != lastOverlay) {
            overlayNumber = overlay == null ? 0 : 1L + overlay(overlay);
            lastOverlay = overlay;
        }
        overlayRuns.add(overlayNumber);
    }

    private void encodeDetail(@Nullable Detail detail) {
        if (detail != lastDetail) {
            detailNumber = detail == null ? 0 : 1L + detail(detail);
            lastDetail = detail;
        }
        detailRuns.add(detailNumber);
    }

    /// @param repeats whether the series were repeated, so that no string is in the table
    private void encodeSets(MetricBatch batch, int from, int to, boolean repeats) {
        int first = strings.size();
        RepeatedSets.Encoded before = repeats ? repeatedSets.find(batch, from, to, first) : null;
        if (before != null) {
            strings.startAt(first + before.stringCount);
            sets.startAt(before.setCount);
            stringBytes.append(before.strings);
            setBytes.append(before.keys);
            setRuns.become(before.runs);
            return;
        }
        int bytes = stringBytes.size();
        lookUpSets(batch, from, to);
        if (repeats) {
            RepeatedSets.Encoded now = repeatedSets.replace(batch, from, to);
            now.firstString = first;
            now.stringCount = strings.size() - first;
            now.setCount = sets.size();
            now.strings.become(stringBytes, bytes);
            now.keys.become(setBytes, 0);
            now.runs.become(setRuns.whole(), 0);
        }
    }

    private void lookUpSets(MetricBatch batch, int from, int to) {
        FieldSet last = null;
        int number = 0;
        for (int row = from; row < to; row++) {
            FieldSet set = batch.fields(row);
            if (set != last) {
                number = set(set);
                last = set;
            }
            setRuns.add(number);
        }
    }

    /// Says whether they were repeated.
    private boolean encodeSeries(MetricBatch batch, int from, int to) {
        if (from == to) {
            return false;
        }
        Encoded before = repeated.find(batch, from, to);
        if (before != null) {
            repeat(before);
            return true;
        }
        lookUpSeries(batch, from, to);
        Encoded now = repeated.replace(batch, from, to);
        if (now != null) {
            remember(now);
        }
        return false;
    }

    private void repeat(Encoded before) {
        strings.startAt(before.stringCount);
        tags.startAt(before.tagCount);
        series.startAt(before.seriesCount);
        stringBytes.append(before.strings);
        tagBytes.append(before.tags);
        seriesBytes.append(before.names);
        rows.append(before.numbers);
    }

    private void remember(Encoded now) {
        now.stringCount = strings.size();
        now.tagCount = tags.size();
        now.seriesCount = series.size();
        now.strings.become(stringBytes, 0);
        now.tags.become(tagBytes, 0);
        now.names.become(seriesBytes, 0);
        now.numbers.become(rows, 0);
    }

    private void lookUpSeries(MetricBatch batch, int from, int to) {
        for (int row = from; row < to; row++) {
            Series base = batch.base(row);
            int number = series.number(base, base.hashCode());
            if (number < 0) {
                seriesBytes.varint(string(base.name()));
                tags(base.tags(), seriesBytes);
            }
            rows.varint(number < 0 ? 0 : 1L + number);
        }
    }

    private int string(String text) {
        int number = strings.number(text, text.hashCode());
        if (number >= 0) {
            return number;
        }
        stringBytes.text(text);
        return ~number;
    }

    private void tags(TagSet set, ByteWriter out) {
        out.varint(set.size());
        for (int i = 0; i < set.size(); i++) {
            out.varint(tag(set.tag(i)));
        }
    }

    private int tag(Tag tag) {
        int number = tags.number(tag, tag.hashCode());
        if (number >= 0) {
            return number;
        }
        tagBytes.varint(string(tag.key()));
        tagBytes.text(tag.value());
        return ~number;
    }

    private int overlay(Overlay overlay) {
        int number = overlays.number(overlay, System.identityHashCode(overlay));
        if (number >= 0) {
            return number;
        }
        tags(overlay.tags(), overlayBytes);
        return ~number;
    }

    private int set(FieldSet set) {
        int number = sets.number(set, set.hashCode());
        if (number >= 0) {
            return number;
        }
        setBytes.varint(set.size());
        for (int field = 0; field < set.size(); field++) {
            setBytes.varint(string(set.key(field)));
            setBytes.u8(set.kind(field).ordinal());
        }
        return ~number;
    }

    private int detail(Detail detail) {
        int number = details.number(detail, System.identityHashCode(detail));
        if (number >= 0) {
            return number;
        }
        Metadata metadata = detail.metadata();
        detailBytes.u8(metadata == null ? 0 : 1);
        if (metadata != null) {
            detailBytes.varint(string(metadata.family()));
            detailBytes.varint(string(metadata.help()));
            detailBytes.varint(string(metadata.unit()));
        }
        detailBytes.i64(detail.createdNanos());
        detailBytes.varint(detail.exemplars().size());
        for (Exemplar exemplar : detail.exemplars()) {
            detailBytes.varint(string(exemplar.field()));
            tags(exemplar.labels(), detailBytes);
            detailBytes.f64(exemplar.value());
            detailBytes.i64(exemplar.epochNanos());
        }
        return ~number;
    }

    private void encodeValues(MetricBatch batch, int row) {
        FieldSet set = batch.fields(row);
        for (int field = 0; field < set.size(); field++) {
            switch (set.kind(field)) {
                case DOUBLE -> values.i64(batch.bits(row, field));
                case LONG -> values.zigzag(batch.bits(row, field));
                case UNSIGNED, BOOLEAN -> values.varint(batch.bits(row, field));
                case TEXT -> values.text(batch.text(row, field));
                case HISTOGRAM -> histogram(batch.histogram(row, field));
            }
        }
    }

    private void histogram(NativeHistogram histogram) {
        values.zigzag(histogram.schema());
        values.u8(histogram.gauge() ? 1 : 0);
        values.f64(histogram.count());
        values.f64(histogram.sum());
        values.f64(histogram.zeroThreshold());
        values.f64(histogram.zeroCount());
        buckets(histogram.positive());
        buckets(histogram.negative());
        doubles(histogram.customBounds());
    }

    private void buckets(NativeHistogram.Buckets buckets) {
        values.varint(buckets.spans().length);
        for (int span : buckets.spans()) {
            values.zigzag(span);
        }
        doubles(buckets.counts());
    }

    private void doubles(double[] numbers) {
        values.varint(numbers.length);
        for (double number : numbers) {
            values.f64(number);
        }
    }
}
