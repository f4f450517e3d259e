package io.heliograph.plugins.prometheus.exposition;

import io.heliograph.api.Accumulator;

/// Reads a format of lines. A line is a series, a value and perhaps a time. [SeriesMemory] knows most series by their
/// bytes.
abstract sealed class LineReader extends ExpositionReader permits TextReader, OpenMetricsReader {
    final DecimalReader decimals = new DecimalReader();
    final Families families;

    LineReader(SeriesMemory memory, Reading settings) {
        super(memory, settings);
        this.families = memory.families();
    }

    /// Reads the line at [#at], and goes behind it or at least behind a part of it.
    abstract void line(Samples into, Accumulator out) throws Fault;

    /// Gets ready for a text.
    void started() {}

    /// Whether there is more to read after the lines so far.
    boolean hasMore() {
        return at < limit;
    }

    /// Checks what can only be checked at the end.
    abstract void ended() throws Fault;

    /// Applies the standard to the letter.
    abstract void checkStrictly() throws Fault;

    @Override
    final boolean read(Samples into, Accumulator out, Faults faults) {
        started();
        try {
            if (settings.strictness() == Strictness.LENIENT) {
                readLeniently(into, out, faults);
                return true;
            }
            if (settings.strictness() == Strictness.STRICT) {
                checkStrictly();
            }
            while (hasMore()) {
                line(into, out);
            }
            ended();
            return true;
        } catch (Fault fault) {
            faults.add(fault);
            return false;
        }
    }

    /// Reads each line for itself, so that a quote that is not closed spoils no more than its line.
    private void readLeniently(Samples into, Accumulator out, Faults faults) {
        int end = limit;
        while (at < end) {
            int from = at;
            int next = Math.min(end, lineEnd(from, end) + 1);
            limit = next;
            try {
                while (hasMore()) {
                    line(into, out);
                }
            } catch (Fault fault) {
                if (!rescue(from, into, out)) {
                    faults.add(fault);
                }
            }
            at = next;
        }
        limit = end;
    }

    /// Reads a line that the format does not allow as VictoriaMetrics would.
    private boolean rescue(int from, Samples into, Accumulator out) {
        LenientLine line = LenientLine.read(text, from, lineEnd(from, limit));
        if (line == null) {
            return false;
        }
        try {
            byte[] series = line.series();
            Entry entry = memory.next(series, 0, series.length, out);
            add(into, entry, line.value(), line.epochMillis());
            return true;
        } catch (Fault refused) {
            return false;
        }
    }

    final int lineEnd(int from, int end) {
        int next = from;
        while (next < end && text[next] != '\n') {
            next++;
        }
        return next;
    }

    final boolean isKeyword(byte[] keyword, int from) {
        int end = from + keyword.length;
        return end < limit && java.util.Arrays.equals(keyword, 0, keyword.length, text, from, end);
    }
}
