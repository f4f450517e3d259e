package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.Detail.Exemplar;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.TagSet;
import org.jspecify.annotations.Nullable;

/// The body of a request that is being written. Confined to one thread and used again.
///
/// A series is written in two steps: first its content (one sample or histogram, and what goes with it), then, with
/// [#end], its labels in front of that. The buffers stay.
abstract sealed class RequestBody permits InlineBody, SymbolBody {
    static final int SAMPLES = 2;

    private static final int SAMPLE_VALUE = 1;
    private static final int SAMPLE_TIME = 2;
    private static final int SAMPLE_START = 3;
    private static final int EXEMPLAR_VALUE = 2;
    private static final int EXEMPLAR_TIME = 3;
    private static final int UNKNOWN = 0;
    private static final int MOST_SAMPLE = 40;

    final ByteSink out = new ByteSink(64 * 1024);
    final ByteSink content = new ByteSink(256);
    final ByteSink part = new ByteSink(256);
    private int valueWithin;

    /// Makes a series.
    ///
    /// @param labels all of them, with the name
    abstract RemoteSeries series(TagSet labels, @Nullable Family family);

    /// Makes a family.
    abstract Family family(Family.Told told);

    /// Forgets what was written.
    ///
    /// @param request a number that no request before had
    abstract void begin(int request);

    /// Puts labels in front of the content, which makes it a series.
    abstract void end(RemoteSeries series);

    /// Tells of a family, where the message does so apart from series; false where it does so with each of them.
    abstract boolean putMetadata(Family family);

    /// The whole body.
    abstract ByteSink finished();

    /// Drops what was not used for long.
    ///
    /// @param beforeRequest since when
    abstract void forget(int beforeRequest);

    abstract int histogramField();

    abstract int exemplarField();

    /// Whether samples and histograms say when counting began.
    abstract boolean hasStarts();

    abstract void putExemplarLabels(TagSet labels);

    /// Whether a histogram can be sent at all.
    abstract boolean takes(NativeHistogram histogram);

    /// Begins a series with a sample.
    ///
    /// @param startMillis when counting began; 0 for unknown
    final void sample(long bits, long millis, long startMillis) {
        content.clear();
        content.reserve(MOST_SAMPLE);
        byte[] array = content.array();
        array[0] = SAMPLES << 3 | Wire.LENGTH;
        array[2] = SAMPLE_VALUE << 3 | Wire.FIXED64;
        valueWithin = 3;
        Wire.putFixed(array, 3, bits);
        array[11] = SAMPLE_TIME << 3 | Wire.VARINT;
        int end = Wire.put(array, 12, millis);
        if (startMillis != UNKNOWN && hasStarts()) {
            array[end] = SAMPLE_START << 3 | Wire.VARINT;
            end = Wire.put(array, end + 1, startMillis);
        }
        array[1] = (byte) (end - 2);
        content.advance(end);
    }

    /// Begins a series with a histogram.
    final void histogram(NativeHistogram histogram, long millis, long startMillis) {
        content.clear();
        part.clear();
        HistogramMessage.put(histogram, millis, hasStarts() ? startMillis : UNKNOWN, part);
        Wire.putMessage(content, histogramField(), part);
        valueWithin = -1;
    }

    /// Adds an exemplar to the series.
    ///
    /// @param millis of its sample, for one that has no time
    final void exemplar(Exemplar exemplar, long millis) {
        part.clear();
        putExemplarLabels(exemplar.labels());
        Wire.putDouble(part, EXEMPLAR_VALUE, Double.doubleToRawLongBits(exemplar.value()));
        Wire.putNumber(
                part, EXEMPLAR_TIME, exemplar.isTimed() ? Math.floorDiv(exemplar.epochNanos(), 1_000_000L) : millis);
        Wire.putMessage(content, exemplarField(), part);
    }

    /// Writes the content behind the labels, and notes where its value is.
    final void putContent(RemoteSeries series) {
        series.valueAt = valueWithin < 0 ? -1 : out.size() + valueWithin;
        out.put(content.array(), 0, content.size());
    }
}
