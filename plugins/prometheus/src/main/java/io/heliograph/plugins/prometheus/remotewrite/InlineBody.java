package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.TagSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// `prometheus.WriteRequest` of version 1.0 (Prometheus' `prompb/remote.proto` and `types.proto`). Labels are sorted by
/// name, as [TagSet] is.
final class InlineBody extends RequestBody {
    private static final int HEAD = 6; // tag and length
    private static final int SERIES = 1;
    private static final int METADATA = 3;
    private static final int LABELS = 1;
    private static final int EXEMPLARS = 3;
    private static final int HISTOGRAMS = 4;

    @Override
    RemoteSeries series(TagSet labels, @Nullable Family family) {
        part.clear();
        putLabels(part, labels);
        return RemoteSeries.of(Arrays.copyOf(part.array(), part.size()), family);
    }

    private static void putLabels(ByteSink to, TagSet labels) {
        for (int i = 0; i < labels.size(); i++) {
            byte[] name = labels.key(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = labels.value(i).getBytes(StandardCharsets.UTF_8);
            int size = 2 + Wire.size(name.length) + name.length + Wire.size(value.length) + value.length;
            Wire.putHead(to, LABELS, size);
            Wire.putBytes(to, 1, name);
            Wire.putBytes(to, 2, value);
        }
    }

    @Override
    Family family(Family.Told told) {
        return new Family(told, Symbol.EMPTY, Symbol.EMPTY);
    }

    @Override
    void begin(int request) {
        out.clear();
    }

    @Override
    void end(RemoteSeries series) {
        byte[] labels = series.labels;
        int size = labels.length + content.size();
        out.reserve(HEAD + size);
        byte[] array = out.array();
        int at = out.size();
        array[at++] = SERIES << 3 | Wire.LENGTH;
        at = Wire.put(array, at, size);
        System.arraycopy(labels, 0, array, at, labels.length);
        out.advance(at + labels.length - out.size());
        putContent(series);
    }

    @Override
    boolean putMetadata(Family family) {
        part.clear();
        Wire.putNumber(part, 1, family.typeNumber());
        putText(2, family.told.name());
        putText(4, family.told.help());
        putText(5, family.told.unit());
        Wire.putMessage(out, METADATA, part);
        return true;
    }

    private void putText(int field, String text) {
        if (!text.isEmpty()) {
            Wire.putBytes(part, field, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    ByteSink finished() {
        return out;
    }

    @Override
    void forget(int beforeRequest) {
        // nothing is kept
    }

    @Override
    int histogramField() {
        return HISTOGRAMS;
    }

    @Override
    int exemplarField() {
        return EXEMPLARS;
    }

    @Override
    boolean hasStarts() {
        return false;
    }

    @Override
    void putExemplarLabels(TagSet labels) {
        putLabels(part, labels);
    }

    /// Receivers of 1.0 take custom bounds for a broken schema.
    @Override
    boolean takes(NativeHistogram histogram) {
        return histogram.schema() != HistogramMessage.CUSTOM_BOUNDS;
    }
}
