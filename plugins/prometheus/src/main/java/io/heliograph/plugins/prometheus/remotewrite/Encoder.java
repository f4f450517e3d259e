package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Detail;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes batches as bodies of requests of one version. Confined to one thread.
///
/// *Order.* The protocol wants the samples of a series in the order of their times. Rows are written as they come, and
/// each series remembers the last time that it had in this request. Where one goes back, the request is written again,
/// in the order of all times. A sample that has the time of the one before takes its place: the last one counts.
///
/// *Cost.* In steady state a sample is a look-up of its shape, a copy of its labels (1.0) or references to them (2.0),
/// and about twenty bytes. Nothing is allocated.
final class Encoder {
    private static final long TURN_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long MILLI = 1_000_000;

    /// What is sent besides samples.
    ///
    /// @param texts whether texts become labels
    /// @param exemplars whether these are sent
    /// @param metadataNanos how long what was told of a family holds
    /// @param mostBytes that remembered shapes may hold on to, by generation
    record Extras(boolean texts, boolean exemplars, long metadataNanos, long mostBytes) {}

    private final RequestBody body;
    private final Translator translator;
    private final Extras extras;
    private final Shapes shapes;
    private long turnedNanos;
    private int turnedRequest;
    /// Changes with the receiver: what the one was told, the other does not know.
    private int audience = 1;

    // the request at hand
    private int request;
    private long nowNanos;
    private boolean disordered;
    private int sent;
    private final List<Family> told = new ArrayList<>();
    private final List<Rejection> leftOut = new ArrayList<>();

    Encoder(RequestBody body, Translator translator, Extras extras, long nowNanos) {
        this.body = body;
        this.translator = translator;
        this.extras = extras;
        this.shapes = new Shapes(extras.mostBytes());
        this.turnedNanos = nowNanos;
    }

    /// Writes a batch.
    ///
    /// @param nanoTime the present [System#nanoTime]
    /// @return the body, to be used before the next call; empty where no row gave anything to send
    ByteSink encode(MetricBatch batch, long nanoTime) {
        nowNanos = nanoTime;
        turnWhenDue();
        begin();
        for (int row = 0; row < batch.size() && !disordered; row++) {
            putRow(batch, row);
        }
        if (disordered) {
            begin();
            for (Integer row : byTime(batch)) {
                putRow(batch, row);
            }
        }
        ByteSink finished = body.finished();
        if (sent == 0) {
            finished.clear();
        }
        return finished;
    }

    private void turnWhenDue() {
        if (nowNanos - turnedNanos >= TURN_NANOS) {
            turnedNanos = nowNanos;
            shapes.turn();
            body.forget(turnedRequest);
            turnedRequest = request;
        }
    }

    private void begin() {
        request++;
        body.begin(request);
        told.clear();
        leftOut.clear();
        disordered = false;
        sent = 0;
    }

    /// Rare: boxes do not matter.
    private static Integer[] byTime(MetricBatch batch) {
        Integer[] rows = new Integer[batch.size()];
        Arrays.setAll(rows, row -> row);
        Arrays.sort(rows, (left, right) -> Long.compare(batch.epochNanos(left), batch.epochNanos(right)));
        return rows;
    }

    private void putRow(MetricBatch batch, int row) {
        Shape shape = shape(batch, row);
        RemoteSeries[] members = shape.members;
        if (members.length == 0) {
            if (!shape.obstacle.isEmpty()) {
                leftOut.add(new Rejection(row, shape.obstacle));
            }
            return;
        }
        long millis = Math.floorDiv(batch.epochNanos(row), MILLI);
        boolean all = true;
        for (int i = 0; i < members.length; i++) {
            int field = shape.fields[i];
            all &= shape.doubles
                    ? putSample(batch, row, field, members[i], millis, SampleValue.canonical(batch.bits(row, field)))
                    : put(batch, row, field, members[i], millis);
        }
        if (!all) { // which counts, although other fields of the row may have been sent
            leftOut.add(new Rejection(row, "a histogram of custom bounds, which only version 2.0 can carry"));
        }
    }

    private Shape shape(MetricBatch batch, int row) {
        FieldSet fields = batch.fields(row);
        Series series = extras.texts() ? withTexts(batch, row, fields) : batch.series(row);
        ValueType type = batch.type(row);
        Detail detail = batch.detail(row);
        Detail.Metadata metadata = detail == null ? null : detail.metadata();
        Shape known = shapes.find(series, fields, type);
        if (known == null) {
            Shape made = translator.translate(series, fields, type, metadata, body);
            shapes.put(made);
            return made;
        }
        return metadata == null || metadata == known.metadata || metadata.equals(known.metadata)
                ? known
                : renewed(known, metadata);
    }

    private Shape renewed(Shape known, Detail.Metadata metadata) {
        Shape made = translator.translate(known.series, known.rowFields, known.type, metadata, body);
        shapes.put(made);
        return made;
    }

    /// A series of which texts are tags; tags win over texts.
    private static Series withTexts(MetricBatch batch, int row, FieldSet fields) {
        Series series = batch.series(row);
        for (int field = 0; field < fields.size(); field++) {
            String key = fields.key(field);
            if (fields.kind(field) == FieldKind.TEXT && !series.tags().has(key)) {
                series = series.with(key, batch.text(row, field));
            }
        }
        return series;
    }

    /// Writes one sample or histogram; false where this version cannot.
    private boolean put(MetricBatch batch, int row, int field, RemoteSeries series, long millis) {
        FieldKind kind = batch.fields(row).kind(field);
        return kind == FieldKind.HISTOGRAM
                ? putHistogram(batch, row, field, series, millis)
                : putSample(batch, row, field, series, millis, SampleValue.bits(batch, row, field, kind));
    }

    private boolean putSample(MetricBatch batch, int row, int field, RemoteSeries series, long millis, long bits) {
        if (isTaken(series, millis)) {
            if (series.valueAt >= 0) {
                Wire.putFixed(body.out.array(), series.valueAt, bits);
            }
            return true;
        }
        Detail detail = SampleValue.isEnd(bits) ? null : batch.detail(row);
        tell(series.family);
        body.sample(bits, millis, start(detail));
        end(batch, row, field, series, millis, detail);
        return true;
    }

    private boolean putHistogram(MetricBatch batch, int row, int field, RemoteSeries series, long millis) {
        NativeHistogram histogram = batch.histogram(row, field);
        if (!body.takes(histogram)) {
            return false;
        }
        if (!isTaken(series, millis)) {
            Detail detail = batch.detail(row);
            tell(series.family);
            body.histogram(histogram, millis, start(detail));
            end(batch, row, field, series, millis, detail);
        }
        return true;
    }

    /// Whether there is nothing to add, as the request has a sample of that time, or must be written anew.
    private boolean isTaken(RemoteSeries series, long millis) {
        if (series.request != request || millis > series.lastMillis) {
            return false;
        }
        disordered |= millis < series.lastMillis;
        return true;
    }

    private static long start(@Nullable Detail detail) {
        return detail == null ? 0 : Math.floorDiv(detail.createdNanos(), MILLI);
    }

    private void end(MetricBatch batch, int row, int field, RemoteSeries series, long millis, @Nullable Detail detail) {
        if (extras.exemplars() && detail != null && !detail.exemplars().isEmpty()) {
            putExemplars(detail, batch.fields(row).key(field), millis);
        }
        body.end(series);
        series.request = request;
        series.lastMillis = millis;
        sent++;
    }

    private void putExemplars(Detail detail, String field, long millis) {
        for (Exemplar exemplar : detail.exemplars()) {
            if (exemplar.field().equals(field)) {
                body.exemplar(exemplar, millis);
            }
        }
    }

    private void tell(@Nullable Family family) {
        if (family == null
                || family.request == request
                || family.audience == audience && nowNanos - family.sentNanos < extras.metadataNanos()) {
            return;
        }
        family.request = request;
        if (body.putMetadata(family)) {
            told.add(family);
        }
    }

    /// The requests from now on go to a receiver that has been told nothing.
    void meetAnother() {
        audience++;
    }

    /// How many samples and histograms the request has.
    int sent() {
        return sent;
    }

    /// Says that the receiver has the request.
    WriteResult accepted(MetricBatch batch) {
        for (Family family : told) {
            family.audience = audience;
            family.sentNanos = nowNanos;
        }
        if (leftOut.isEmpty()) {
            return WriteResult.ACCEPTED;
        }
        BitSet rows = new BitSet(batch.size());
        rows.set(0, batch.size());
        leftOut.forEach(rejection -> rows.clear(rejection.row()));
        return new WriteResult.Partial(rows, leftOut, new WriteResult.RetryLater(null, "nothing is left"));
    }

    /// How many shapes are remembered.
    int remembered() {
        return shapes.size();
    }
}
