package io.heliograph.plugins.mysql.block;

import io.heliograph.plugins.common.number.Decimal;
import java.util.OptionalDouble;

/// How the text of a value becomes a field in metric version 1: a floating point number, or none.
final class LegacyValue {
    private LegacyValue() {}

    static OptionalDouble number(String text) {
        return switch (text) {
            case "Yes", "ON" -> OptionalDouble.of(1);
            case "No", "OFF" -> OptionalDouble.of(0);
            default -> Decimal.number(text);
        };
    }
}
