package io.heliograph.plugins.prometheus.remotewrite;

import io.heliograph.api.ByteSink;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.TagSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `io.prometheus.write.v2.Request` of version 2.0 (specification 2.0-rc.4): a table of symbols, of which the first is
/// empty, and series that refer to them.
///
/// A symbol is one object for as long as it is in use, and knows its place in the request at hand. So writing a label
/// costs no look-up.
final class SymbolBody extends RequestBody {
    private static final int SYMBOLS = 4;
    private static final int HEAD = 12; // tags and lengths of a series and of its references
    private static final int MOST_METADATA = 20;
    private static final int SERIES = 5;
    private static final int LABEL_REFERENCES = 1;
    private static final int HISTOGRAMS = 3;
    private static final int EXEMPLARS = 4;
    private static final int METADATA = 5;

    private final Map<String, Symbol> known = new HashMap<>();
    private final ByteSink symbols = new ByteSink(16 * 1024);
    private int request;
    private int defined;

    private Symbol symbol(String text) {
        return text.isEmpty() ? Symbol.EMPTY : known.computeIfAbsent(text, Symbol::new);
    }

    @Override
    RemoteSeries series(TagSet labels, @Nullable Family family) {
        Symbol[] pairs = new Symbol[2 * labels.size()];
        for (int i = 0; i < labels.size(); i++) {
            pairs[2 * i] = symbol(labels.key(i));
            pairs[2 * i + 1] = symbol(labels.value(i));
        }
        return RemoteSeries.of(pairs, family);
    }

    @Override
    Family family(Family.Told told) {
        return new Family(told, symbol(told.help()), symbol(told.unit()));
    }

    @Override
    void begin(int number) {
        request = number;
        out.clear();
        symbols.clear();
        Wire.putBytes(symbols, SYMBOLS, Symbol.EMPTY.utf8);
        defined = 1;
    }

    private int reference(Symbol symbol) {
        if (symbol == Symbol.EMPTY) {
            return 0;
        }
        if (symbol.request != request) {
            symbol.request = request;
            symbol.reference = defined++;
            Wire.putBytes(symbols, SYMBOLS, symbol.utf8);
        }
        return symbol.reference;
    }

    @Override
    void end(RemoteSeries series) {
        if (series.family != null) {
            putMetadataOf(series.family);
        }
        int size = size(series.symbols);
        int all = 1 + Wire.size(size) + size + content.size();
        out.reserve(HEAD + all);
        byte[] array = out.array();
        array[out.size()] = SERIES << 3 | Wire.LENGTH;
        int end = putReferences(array, Wire.put(array, out.size() + 1, all), series.symbols, size);
        out.advance(end - out.size());
        putContent(series);
    }

    private int size(Symbol[] all) {
        int size = 0;
        for (Symbol symbol : all) {
            size += Wire.size(reference(symbol));
        }
        return size;
    }

    /// Writes references into room that is there.
    ///
    /// @return where they end
    private static int putReferences(byte[] array, int from, Symbol[] all, int size) {
        array[from] = LABEL_REFERENCES << 3 | Wire.LENGTH;
        int at = Wire.put(array, from + 1, size);
        for (Symbol symbol : all) {
            at = Wire.put(array, at, symbol.reference);
        }
        return at;
    }

    private void putMetadataOf(Family family) {
        content.reserve(MOST_METADATA);
        byte[] array = content.array();
        int start = content.size();
        array[start] = METADATA << 3 | Wire.LENGTH;
        array[start + 2] = 1 << 3 | Wire.VARINT;
        array[start + 3] = (byte) family.typeNumber();
        array[start + 4] = 3 << 3 | Wire.VARINT;
        int at = Wire.put(array, start + 5, reference(family.help));
        array[at] = 4 << 3 | Wire.VARINT;
        at = Wire.put(array, at + 1, reference(family.unit));
        array[start + 1] = (byte) (at - start - 2);
        content.advance(at - start);
    }

    @Override
    boolean putMetadata(Family family) {
        return false;
    }

    /// Symbols first: a reader that does not wait for the end can resolve references at once.
    @Override
    ByteSink finished() {
        symbols.put(out.array(), 0, out.size());
        return symbols;
    }

    @Override
    void forget(int beforeRequest) {
        known.values().removeIf(symbol -> symbol.request < beforeRequest);
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
        return true;
    }

    @Override
    void putExemplarLabels(TagSet labels) {
        Symbol[] pairs = new Symbol[2 * labels.size()];
        for (int i = 0; i < labels.size(); i++) {
            pairs[2 * i] = symbol(labels.key(i));
            pairs[2 * i + 1] = symbol(labels.value(i));
        }
        int size = size(pairs);
        part.reserve(HEAD + size);
        part.advance(putReferences(part.array(), part.size(), pairs, size) - part.size());
    }

    @Override
    boolean takes(NativeHistogram histogram) {
        return true;
    }
}
