package io.heliograph.plugins.common.go;

/// An element of a layout, or the text between two.
///
/// @param kind which one
/// @param text as it stands in the layout
record LayoutElement(Kind kind, String text) {
    enum Kind {
        LITERAL,
        LONG_MONTH,
        MONTH,
        NUMBER_MONTH,
        ZERO_MONTH,
        LONG_WEEKDAY,
        WEEKDAY,
        DAY,
        BLANK_DAY,
        ZERO_DAY,
        BLANK_YEAR_DAY,
        ZERO_YEAR_DAY,
        HOUR,
        HOUR_12,
        ZERO_HOUR_12,
        MINUTE,
        ZERO_MINUTE,
        SECOND,
        ZERO_SECOND,
        LONG_YEAR,
        YEAR,
        UPPER_HALF,
        LOWER_HALF,
        ZONE_NAME,
        /// An offset that is `Z` where it is zero.
        ISO_OFFSET,
        OFFSET,
        /// A fraction of the second with all its digits.
        FRACTION_0,
        /// A fraction of the second without zeros at its end.
        FRACTION_9
    }

    /// The digits of a fraction.
    int digits() {
        return text.length() - 1;
    }
}
