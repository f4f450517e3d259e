package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.FieldKind;
import io.heliograph.api.FieldSet;
import io.heliograph.api.MetricBatch;
import java.util.Arrays;
import java.util.BitSet;

/// Finds the rows that a server's report of a partial write means.
///
/// InfluxDB names lines that it could not parse by their text, and of points that it dropped the reason of one, with
/// the number of all: for a conflict of types the measurement and field, for points beyond the retention policy
/// nothing, but these are the oldest. Rows count as named only where they are as many as the server dropped; otherwise
/// the host looks for them by halving.
final class NamedRows {
    private static final String PARSE = "unable to parse '";
    private static final String DROPPED = "dropped=";

    private final String text;
    private final Rows rows;
    private final LineBody lines;

    NamedRows(String text, Rows rows, LineBody lines) {
        this.text = text;
        this.rows = rows;
        this.lines = lines;
    }

    /// The rows that are meant, by their index in these rows; empty where it is not certain.
    BitSet find() {
        if (text.contains(PARSE)) {
            return unparsed();
        }
        int dropped = dropped();
        BitSet named = text.contains("beyond retention policy") ? oldest(dropped) : conflicting();
        return named.cardinality() == dropped ? named : new BitSet();
    }

    private BitSet unparsed() {
        BitSet named = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            String line = lines.line(rows, row);
            if (!line.isEmpty() && text.contains(PARSE + line + "'")) {
                named.set(row);
            }
        }
        return named;
    }

    /// How many points were dropped, or -1 where it is not said.
    private int dropped() {
        int at = text.lastIndexOf(DROPPED);
        int count = at < 0 ? -1 : 0;
        for (int i = at + DROPPED.length(); at >= 0 && i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            count = Math.min(100_000_000, 10 * count + text.charAt(i) - '0');
        }
        return count;
    }

    private BitSet oldest(int count) {
        MetricBatch batch = rows.batch();
        long[] times = new long[rows.size()];
        for (int row = 0; row < times.length; row++) {
            times[row] = batch.epochNanos(row);
        }
        Arrays.sort(times);
        BitSet named = new BitSet();
        // rows of one time are all beyond the policy or none is, so that more of them than were dropped is no match
        for (int row = 0; count > 0 && count <= times.length && row < times.length; row++) {
            if (batch.epochNanos(row) <= times[count - 1]) {
                named.set(row);
            }
        }
        return named;
    }

    private BitSet conflicting() {
        BitSet named = new BitSet();
        for (int row = 0; row < rows.size(); row++) {
            if (namesField(row) || namesTag(row)) {
                named.set(row);
            }
        }
        return named;
    }

    private boolean namesField(int row) {
        FieldSet fields = rows.batch().fields(row);
        String place = place(row);
        for (int field = 0; field < fields.size(); field++) {
            int at = text.indexOf("input field \"" + fields.key(field) + place);
            if (at >= 0 && hasType(fields.kind(field), at)) {
                return true;
            }
        }
        return false;
    }

    private boolean namesTag(int row) {
        for (String key : rows.batch().series(row).tags().toMap().keySet()) {
            if (text.contains("input tag \"" + key + place(row))) {
                return true;
            }
        }
        return false;
    }

    private String place(int row) {
        return "\" on measurement \"" + rows.batch().series(row).name() + "\" is ";
    }

    private boolean hasType(FieldKind kind, int at) {
        int type = text.indexOf(" is type ", at);
        if (type < 0) {
            return true;
        }
        return switch (kind) {
            case DOUBLE -> text.startsWith("float", type + 9);
            case LONG -> text.startsWith("integer", type + 9);
            case UNSIGNED -> text.startsWith("integer", type + 9) || text.startsWith("unsigned", type + 9);
            case BOOLEAN -> text.startsWith("boolean", type + 9);
            case TEXT -> text.startsWith("string", type + 9);
            case HISTOGRAM -> false;
        };
    }
}
