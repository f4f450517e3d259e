package io.heliograph.plugins.prometheus.exposition;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Changes the end of the metric's name within the text of a series.
final class Suffix {
    private Suffix() {}

    /// The series of a name that ends otherwise; null where it does not end that way.
    ///
    /// @param from the end that it has, ASCII
    /// @param to the end that it gets, ASCII
    static byte @Nullable [] swapped(byte[] series, String from, String to) {
        int end = nameEnd(series, 0, series.length);
        int begin = end - from.length();
        if (begin < 1 || !Texts.isText(from, series, begin, end)) {
            return null;
        }
        byte[] changed = new byte[series.length - from.length() + to.length()];
        System.arraycopy(series, 0, changed, 0, begin);
        byte[] suffix = to.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(suffix, 0, changed, begin, suffix.length);
        System.arraycopy(series, end, changed, begin + suffix.length, series.length - end);
        return changed;
    }

    /// The offset after the name of the series at an offset: before its labels, or before the closing quote of the
    /// first text in braces.
    static int nameEnd(byte[] text, int from, int limit) {
        int end = from;
        if (text[from] != '{') {
            while (end < limit && SeriesText.isNamePart(text[end])) {
                end++;
            }
            return end;
        }
        while (end < limit && text[end] != '"') {
            end++;
        }
        end++;
        while (end < limit && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        return Math.min(end, limit);
    }
}
