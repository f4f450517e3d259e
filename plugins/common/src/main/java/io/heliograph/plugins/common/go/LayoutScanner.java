package io.heliograph.plugins.common.go;

import io.heliograph.plugins.common.go.LayoutElement.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a layout apart. An element is the longest that begins at its place.
final class LayoutScanner {
    /// Longer ones before their beginnings. Those that are fractions are found on their own.
    private static final LayoutElement[] KNOWN = {
        new LayoutElement(Kind.LONG_MONTH, "January"),
        new LayoutElement(Kind.MONTH, "Jan"),
        new LayoutElement(Kind.LONG_WEEKDAY, "Monday"),
        new LayoutElement(Kind.WEEKDAY, "Mon"),
        new LayoutElement(Kind.ZONE_NAME, "MST"),
        new LayoutElement(Kind.ZERO_YEAR_DAY, "002"),
        new LayoutElement(Kind.ZERO_MONTH, "01"),
        new LayoutElement(Kind.ZERO_DAY, "02"),
        new LayoutElement(Kind.ZERO_HOUR_12, "03"),
        new LayoutElement(Kind.ZERO_MINUTE, "04"),
        new LayoutElement(Kind.ZERO_SECOND, "05"),
        new LayoutElement(Kind.YEAR, "06"),
        new LayoutElement(Kind.HOUR, "15"),
        new LayoutElement(Kind.NUMBER_MONTH, "1"),
        new LayoutElement(Kind.LONG_YEAR, "2006"),
        new LayoutElement(Kind.DAY, "2"),
        new LayoutElement(Kind.BLANK_YEAR_DAY, "__2"),
        new LayoutElement(Kind.BLANK_DAY, "_2"),
        new LayoutElement(Kind.HOUR_12, "3"),
        new LayoutElement(Kind.MINUTE, "4"),
        new LayoutElement(Kind.SECOND, "5"),
        new LayoutElement(Kind.UPPER_HALF, "PM"),
        new LayoutElement(Kind.LOWER_HALF, "pm"),
        new LayoutElement(Kind.OFFSET, "-07:00:00"),
        new LayoutElement(Kind.OFFSET, "-070000"),
        new LayoutElement(Kind.OFFSET, "-07:00"),
        new LayoutElement(Kind.OFFSET, "-0700"),
        new LayoutElement(Kind.OFFSET, "-07"),
        new LayoutElement(Kind.ISO_OFFSET, "Z07:00:00"),
        new LayoutElement(Kind.ISO_OFFSET, "Z070000"),
        new LayoutElement(Kind.ISO_OFFSET, "Z07:00"),
        new LayoutElement(Kind.ISO_OFFSET, "Z0700"),
        new LayoutElement(Kind.ISO_OFFSET, "Z07")
    };

    private LayoutScanner() {}

    static List<LayoutElement> scan(String layout) {
        List<LayoutElement> found = new ArrayList<>();
        int literal = 0;
        int at = 0;
        while (at < layout.length()) {
            LayoutElement element = elementAt(layout, at);
            if (element == null) {
                at++;
                continue;
            }
            endLiteral(layout, literal, at, found);
            found.add(element);
            at += element.text().length();
            literal = at;
        }
        endLiteral(layout, literal, at, found);
        return List.copyOf(found);
    }

    private static void endLiteral(String layout, int from, int to, List<LayoutElement> found) {
        if (to > from) {
            found.add(new LayoutElement(Kind.LITERAL, layout.substring(from, to)));
        }
    }

    private static @Nullable LayoutElement elementAt(String layout, int at) {
        char first = layout.charAt(at);
        if (first == '.' || first == ',') {
            return fraction(layout, at);
        }
        for (LayoutElement element : KNOWN) {
            if (layout.startsWith(element.text(), at)
                    && isWhole(element, layout, at + element.text().length())) {
                return element;
            }
        }
        return null;
    }

    /// `Janet` is no month, and `_2006` a line before a year.
    private static boolean isWhole(LayoutElement element, String layout, int end) {
        return switch (element.kind()) {
            case MONTH, WEEKDAY -> end == layout.length() || !isLowerCase(layout.charAt(end));
            case BLANK_DAY -> !layout.startsWith("006", end);
            default -> true;
        };
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static @Nullable LayoutElement fraction(String layout, int at) {
        int end = at + 1;
        char digit = end < layout.length() ? layout.charAt(end) : ' ';
        if (digit != '0' && digit != '9') {
            return null;
        }
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean whole = end == layout.length() || layout.charAt(end) < '0' || layout.charAt(end) > '9';
        return whole
                ? new LayoutElement(digit == '0' ? Kind.FRACTION_0 : Kind.FRACTION_9, layout.substring(at, end))
                : null;
    }
}
