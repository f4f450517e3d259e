package io.heliograph.api;

/// A number of bytes.
///
/// Written as a plain number, or with a unit: `500B`, `10MB` and `10M` (10^6), `64KiB` and `64Ki` (2^10).
///
/// @param bytes not negative
public record DataSize(long bytes) {
    private static final String UNITS = "KMGTPE";

    /// @throws IllegalArgumentException for a negative number
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("not a size: " + bytes + " (try 10MB, 64KiB)");
        }
    }

    /// Reads a size.
    ///
    /// @throws IllegalArgumentException for anything else
    public static DataSize parse(String text) {
        String trimmed = text.strip();
        int digits = 0;
        while (digits < trimmed.length()
                && (Character.isDigit(trimmed.charAt(digits)) || trimmed.charAt(digits) == '.')) {
            digits++;
        }
        try {
            double bytes = Double.parseDouble(trimmed.substring(0, digits))
                    * factor(trimmed.substring(digits).strip());
            return new DataSize(Math.round(bytes));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("not a size: '" + text + "' (try 10MB, 64KiB)", notANumber);
        }
    }

    private static double factor(String unit) {
        String bare = unit.endsWith("B") || unit.endsWith("b") ? unit.substring(0, unit.length() - 1) : unit;
        boolean binary = bare.endsWith("i");
        String prefix = binary ? bare.substring(0, bare.length() - 1) : bare;
        int power = prefix.isEmpty() ? 0 : UNITS.indexOf(Character.toUpperCase(prefix.charAt(0))) + 1;
        if (prefix.length() > 1 || prefix.isEmpty() == (power > 0) || binary && power == 0) {
            throw new NumberFormatException(unit);
        }
        return Math.pow(binary ? 1024 : 1000, power);
    }

    @Override
    public String toString() {
        return Long.toString(bytes);
    }
}
