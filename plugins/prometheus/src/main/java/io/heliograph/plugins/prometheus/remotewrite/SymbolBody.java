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
        Wire.putHead(out, SERIES, 1 + Wire.size(size) + size + content.size());
        putReferences(out, series.symbols, size);
        putContent(series);
    }

    private int size(Symbol[] all) {
        int size = 0;
        for (Symbol symbol : all) {
            size += Wire.size(reference(symbol));
        }
        return size;
    }

    private static void putReferences(ByteSink to, Symbol[] all, int size) {
        Wire.putHead(to, LABEL_REFERENCES, size);
        for (Symbol symbol : all) {
            Wire.putNumber(to, symbol.reference);
        }
    }

    private void putMetadataOf(Family family) {
        part.clear();
        Wire.putNumber(part, 1, family.typeNumber());
        Wire.putNumber(part, 3, reference(family.help));
        Wire.putNumber(part, 4, reference(family.unit));
        Wire.putMessage(content, METADATA, part);
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
        putReferences(part, pairs, size(pairs));
    }

    @Override
    boolean takes(NativeHistogram histogram) {
        return true;
    }
}
