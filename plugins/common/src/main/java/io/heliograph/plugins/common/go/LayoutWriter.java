package io.heliograph.plugins.common.go;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.TimeZone;

/// Writes a time, element by element.
final class LayoutWriter {
    private LayoutWriter() {}

    static void write(LayoutElement element, ZonedDateTime time, StringBuilder text) {
        switch (element.kind()) {
            case LITERAL -> text.append(element.text());
            case LONG_MONTH -> text.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case MONTH -> text.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
            case NUMBER_MONTH -> text.append(time.getMonthValue());
            case ZERO_MONTH -> padded(time.getMonthValue(), 2, '0', text);
            case LONG_WEEKDAY -> text.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case WEEKDAY -> text.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
            case DAY -> text.append(time.getDayOfMonth());
            case BLANK_DAY -> padded(time.getDayOfMonth(), 2, ' ', text);
            case ZERO_DAY -> padded(time.getDayOfMonth(), 2, '0', text);
            case BLANK_YEAR_DAY -> padded(time.getDayOfYear(), 3, ' ', text);
            case ZERO_YEAR_DAY -> padded(time.getDayOfYear(), 3, '0', text);
            case LONG_YEAR -> padded(time.getYear(), 4, '0', text);
            case YEAR -> padded(Math.floorMod(time.getYear(), 100), 2, '0', text);
            default -> writeClock(element, time, text);
        }
    }

    private static void writeClock(LayoutElement element, ZonedDateTime time, StringBuilder text) {
        switch (element.kind()) {
            case HOUR -> padded(time.getHour(), 2, '0', text);
            case HOUR_12 -> text.append(hour12(time));
            case ZERO_HOUR_12 -> padded(hour12(time), 2, '0', text);
            case MINUTE -> text.append(time.getMinute());
            case ZERO_MINUTE -> padded(time.getMinute(), 2, '0', text);
            case SECOND -> text.append(time.getSecond());
            case ZERO_SECOND -> padded(time.getSecond(), 2, '0', text);
            case FRACTION_0 -> fraction(element, time.getNano(), text);
            case FRACTION_9 -> shortFraction(element, time.getNano(), text);
            case UPPER_HALF -> text.append(time.getHour() >= 12 ? "PM" : "AM");
            case LOWER_HALF -> text.append(time.getHour() >= 12 ? "pm" : "am");
            case ZONE_NAME -> zoneName(time, text);
            default -> offset(element.text(), time.getOffset().getTotalSeconds(), text);
        }
    }

    private static int hour12(ZonedDateTime time) {
        int hour = time.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private static void padded(int number, int width, char padding, StringBuilder text) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append(padding);
        }
        text.append(digits);
    }

    private static void fraction(LayoutElement element, int nanos, StringBuilder text) {
        text.append(element.text().charAt(0));
        int from = text.length();
        padded(nanos, 9, '0', text);
        while (text.length() - from < element.digits()) {
            text.append('0');
        }
        text.setLength(from + element.digits());
    }

    private static void shortFraction(LayoutElement element, int nanos, StringBuilder text) {
        int from = text.length();
        fraction(element, nanos, text);
        int end = text.length();
        while (end > from && text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end == from + 1 ? from : end);
    }

    /// The abbreviation that the time zone database has, or the offset as its name where it has none.
    private static void zoneName(ZonedDateTime time, StringBuilder text) {
        boolean summer = time.getZone().getRules().isDaylightSavings(time.toInstant());
        String name = TimeZone.getTimeZone(time.getZone()).getDisplayName(summer, TimeZone.SHORT, Locale.US);
        int offsetSeconds = time.getOffset().getTotalSeconds();
        if (!name.startsWith("GMT") || name.length() == 3) {
            text.append(name);
        } else {
            offset(offsetSeconds % 3600 == 0 ? "-07" : "-0700", offsetSeconds, text);
        }
    }

    private static void offset(String form, int seconds, StringBuilder text) {
        if (form.charAt(0) == 'Z' && seconds == 0) {
            text.append('Z');
            return;
        }
        int magnitude = Math.abs(seconds);
        String colon = form.indexOf(':') > 0 ? ":" : "";
        text.append(seconds < 0 ? '-' : '+');
        padded(magnitude / 3600, 2, '0', text);
        if (form.length() > 3) {
            text.append(colon);
            padded(magnitude / 60 % 60, 2, '0', text);
        }
        if (form.length() > 6) {
            text.append(colon);
            padded(magnitude % 60, 2, '0', text);
        }
    }
}
