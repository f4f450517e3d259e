package io.heliograph.plugins.transform.dedup;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import java.util.ArrayList;
import java.util.List;

/// Rows as a text that outlives the process: a line each, of parts between tabs. These are the time, the name, the
/// number of tags, keys and values of the tags, and key, kind and value of each field.
///
/// Values of 64 bits are written as they are in memory, so that nothing is lost. Rows with native histograms are left
/// out.
final class SavedRows {
    private SavedRows() {}

    static String write(Iterable<Metric> rows) {
        StringBuilder text = new StringBuilder();
        for (Metric row : rows) {
            if (!hasHistogram(row)) {
                write(row, text);
            }
        }
        return text.toString();
    }

    private static boolean hasHistogram(Metric row) {
        for (int field = 0; field < row.size(); field++) {
            if (row.kind(field) == FieldKind.HISTOGRAM) {
                return true;
            }
        }
        return false;
    }

    private static void write(Metric row, StringBuilder text) {
        text.append(row.epochNanos());
        part(row.name(), text);
        part(Integer.toString(row.tags().size()), text);
        for (int i = 0; i < row.tags().size(); i++) {
            part(row.tags().key(i), text);
            part(row.tags().value(i), text);
        }
        for (int field = 0; field < row.size(); field++) {
            FieldKind kind = row.kind(field);
            part(row.key(field), text);
            part(kind.name(), text);
            part(kind == FieldKind.TEXT ? row.text(field) : Long.toString(row.bits(field)), text);
        }
        text.append('\n');
    }

    private static void part(String part, StringBuilder text) {
        text.append('\t').append(part.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
    }

    /// @throws RuntimeException for a text that was not written by [#write]
    static List<Metric> read(String text) {
        List<Metric> rows = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (!line.isEmpty()) {
                rows.add(row(line.split("\t", -1)));
            }
        }
        return rows;
    }

    private static Metric row(String[] parts) {
        int tags = Integer.parseInt(parts[2]);
        String[] pairs = new String[2 * tags];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = unescaped(parts[3 + i]);
        }
        MetricBatch.Builder row = new MetricBatch.Builder();
        row.open();
        for (int at = 3 + pairs.length; at < parts.length; at += 3) {
            put(row, unescaped(parts[at]), FieldKind.valueOf(parts[at + 1]), parts[at + 2]);
        }
        Series series = Series.of(unescaped(parts[1]), TagSet.of(pairs));
        return row.take(series, row.fieldSet(), Long.parseLong(parts[0]), ValueType.UNTYPED);
    }

    private static void put(MetricBatch.Builder row, String key, FieldKind kind, String value) {
        if (kind == FieldKind.TEXT) {
            row.put(key, kind, unescaped(value));
        } else {
            row.put(key, kind, Long.parseLong(value));
        }
    }

    private static String unescaped(String part) {
        StringBuilder text = new StringBuilder(part.length());
        for (int at = 0; at < part.length(); at++) {
            char c = part.charAt(at);
            if (c == '\\') {
                at++;
                c = part.charAt(at) == 't' ? '\t' : part.charAt(at) == 'n' ? '\n' : part.charAt(at);
            }
            text.append(c);
        }
        return text.toString();
    }
}
