package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Row;
import io.heliograph.plugins.common.number.Decimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How the text of a value becomes a field in metric version 2.
enum Conversion {
    /// A switch (`YES`, `NO`, `ON`, `OFF`), an integer, an unsigned integer, a number, or text: the first that fits.
    BEST {
        @Override
        void put(Row row, String key, String text) {
            OptionalLong integer = switched(text);
            integer = integer.isPresent() ? integer : Decimal.integer(text);
            if (integer.isPresent()) {
                row.put(key, integer.getAsLong());
            } else {
                putLarge(row, key, text);
            }
        }
    },
    /// A signed integer, held within 64 bits.
    INTEGER {
        @Override
        void put(Row row, String key, String text) {
            if (!Decimal.isInteger(text)) {
                throw wrong(text, "an integer");
            }
            row.put(key, Decimal.integer(text).orElse(text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE));
        }
    },
    /// An unsigned integer.
    UNSIGNED {
        @Override
        void put(Row row, String key, String text) {
            row.putUnsigned(key, Decimal.unsigned(text).orElseThrow(() -> wrong(text, "an unsigned integer")));
        }
    },
    /// A floating point number.
    NUMBER {
        @Override
        void put(Row row, String key, String text) {
            row.put(key, Decimal.number(text).orElseThrow(() -> wrong(text, "a number")));
        }
    },
    /// Text, whatever it looks like.
    TEXT {
        @Override
        void put(Row row, String key, String text) {
            row.put(key, text);
        }
    },
    /// 1 for `YES` and `ON`, else 0.
    SWITCH {
        @Override
        void put(Row row, String key, String text) {
            row.put(key, text.equalsIgnoreCase("YES") || text.equalsIgnoreCase("ON") ? 1L : 0L);
        }
    },
    /// 1 where transactions have global identifiers, for new ones at least.
    GTID_MODE {
        @Override
        void put(Row row, String key, String text) {
            row.put(
                    key,
                    switch (text) {
                        case "ON", "ON_PERMISSIVE" -> 1L;
                        case "OFF", "OFF_PERMISSIVE" -> 0L;
                        default -> throw wrong(text, "a mode of global transaction identifiers");
                    });
        }
    };

    /// Puts a value that is not empty.
    ///
    /// @throws IllegalArgumentException for a text that is no such value
    abstract void put(Row row, String key, String text);

    private static OptionalLong switched(String text) {
        if (text.equalsIgnoreCase("YES") || text.equals("ON")) {
            return OptionalLong.of(1);
        }
        return text.equalsIgnoreCase("NO") || text.equals("OFF") ? OptionalLong.of(0) : OptionalLong.empty();
    }

    private static void putLarge(Row row, String key, String text) {
        OptionalLong unsigned = Decimal.unsigned(text);
        OptionalDouble number = unsigned.isPresent() ? OptionalDouble.empty() : Decimal.number(text);
        if (unsigned.isPresent()) {
            row.putUnsigned(key, unsigned.getAsLong());
        } else if (number.isPresent()) {
            row.put(key, number.getAsDouble());
        } else {
            row.put(key, text);
        }
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("not " + what + ": '" + text + "'");
    }
}
