package io.heliograph.plugins.redis;

import io.heliograph.api.Row;
import io.heliograph.plugins.common.number.Decimal;

/// The values of lines that hold several: `keys=6,expires=0,avg_ttl=0`. What is no `name=value` is passed over.
final class Details {
    private final String value;
    private int from;
    private String name = "";
    private String text = "";

    Details(String value) {
        this.value = value;
    }

    /// Goes to the next `name=value`.
    boolean next() {
        while (from < value.length()) {
            int comma = value.indexOf(',', from);
            int to = comma < 0 ? value.length() : comma;
            int equals = value.indexOf('=', from);
            int start = from;
            from = to + 1;
            if (equals >= start && equals < to) {
                name = value.substring(start, equals);
                text = value.substring(equals + 1, to);
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /// Puts the present value as an integer, if it is one.
    void putInteger(Row row) {
        Decimal.integer(text).ifPresent(value -> row.put(name, value));
    }

    /// Puts the present value as a floating point number, if it is one.
    void putNumber(Row row) {
        Decimal.number(text).ifPresent(value -> row.put(name, value));
    }
}
