package io.heliograph.plugins.common.go;

import io.heliograph.plugins.common.go.LayoutElement.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads a time, element by element, as leniently as Go: a blank in the layout stands for any number of blanks, and a
/// fraction may follow the seconds although the layout has none. Parts that the layout does not have are
/// 0000-01-01T00:00:00.
final class LayoutReader {
    private final String layout;
    private final String text;
    private final ZoneId zone;
    private int at;

    private int year;
    private int month = 1;
    private int day = 1;
    private int yearDay;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private @Nullable Boolean afternoon;
    private @Nullable ZoneOffset offset;

    LayoutReader(String layout, String text, ZoneId zone) {
        this.layout = layout;
        this.text = text;
        this.zone = zone;
    }

    void read(LayoutElement element, @Nullable LayoutElement next) {
        switch (element.kind()) {
            case LITERAL -> literal(element.text());
            case LONG_MONTH -> month = monthNamed(false);
            case MONTH -> month = monthNamed(true);
            case NUMBER_MONTH -> month = number(1, 2);
            case ZERO_MONTH -> month = number(2, 2);
            case LONG_WEEKDAY -> weekday(false);
            case WEEKDAY -> weekday(true);
            case DAY -> day = number(1, 2);
            case BLANK_DAY -> day = blankNumber(1, 2);
            case ZERO_DAY -> day = number(2, 2);
            case BLANK_YEAR_DAY -> yearDay = blankNumber(1, 3);
            case ZERO_YEAR_DAY -> yearDay = number(3, 3);
            case LONG_YEAR -> year = number(4, 4);
            case YEAR -> year = century(number(2, 2));
            default -> readClock(element, next);
        }
    }

    private void readClock(LayoutElement element, @Nullable LayoutElement next) {
        switch (element.kind()) {
            case HOUR -> hour = number(1, 2);
            case HOUR_12 -> hour = number(1, 2);
            case ZERO_HOUR_12 -> hour = number(2, 2);
            case MINUTE -> minute = number(1, 2);
            case ZERO_MINUTE -> minute = number(2, 2);
            case SECOND -> seconds(1, next);
            case ZERO_SECOND -> seconds(2, next);
            case FRACTION_0 -> fraction(element.digits());
            case FRACTION_9 -> optionalFraction();
            case UPPER_HALF -> half("AM", "PM");
            case LOWER_HALF -> half("am", "pm");
            case ZONE_NAME -> zoneName();
            default -> offset(element);
        }
    }

    private IllegalArgumentException notOfLayout() {
        return new IllegalArgumentException(
                "not a time: '" + text + "' at its character " + (at + 1) + " (of the layout " + layout + ")");
    }

    private void literal(String literal) {
        int i = 0;
        while (i < literal.length()) {
            if (literal.charAt(i) == ' ') {
                i = skipBlanks(literal, i);
                at = skipBlanks(text, at);
            } else if (at < text.length() && text.charAt(at) == literal.charAt(i)) {
                i++;
                at++;
            } else {
                throw notOfLayout();
            }
        }
    }

    private static int skipBlanks(String in, int from) {
        int end = from;
        while (end < in.length() && in.charAt(end) == ' ') {
            end++;
        }
        return end;
    }

    private int number(int least, int most) {
        int from = at;
        int number = 0;
        while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
            number = 10 * number + text.charAt(at++) - '0';
        }
        if (at - from < least) {
            throw notOfLayout();
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private int blankNumber(int least, int most) {
        int from = at;
        while (at < text.length() && at - from < most - 1 && text.charAt(at) == ' ') {
            at++;
        }
        return number(least, most - (at - from));
    }

    private static int century(int twoDigits) {
        return twoDigits >= 69 ? 1900 + twoDigits : 2000 + twoDigits;
    }

    private int monthNamed(boolean brief) {
        for (Month candidate : Month.values()) {
            if (takes(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), brief)) {
                return candidate.getValue();
            }
        }
        throw notOfLayout();
    }

    private void weekday(boolean brief) {
        for (DayOfWeek candidate : DayOfWeek.values()) {
            if (takes(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), brief)) {
                return;
            }
        }
        throw notOfLayout();
    }

    private boolean takes(String name, boolean brief) {
        int length = brief ? 3 : name.length();
        if (!text.regionMatches(true, at, name, 0, length)) {
            return false;
        }
        at += length;
        return true;
    }

    private void seconds(int least, @Nullable LayoutElement next) {
        second = number(least, 2);
        boolean fractionFollows = next != null && (next.kind() == Kind.FRACTION_0 || next.kind() == Kind.FRACTION_9);
        if (!fractionFollows) {
            optionalFraction();
        }
    }

    private void optionalFraction() {
        boolean present = at + 1 < text.length() && isPoint(text.charAt(at)) && isDigit(text.charAt(at + 1));
        if (present) {
            int end = at + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            fraction(end - at - 1);
        }
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }

    private void fraction(int digits) {
        if (at >= text.length() || !isPoint(text.charAt(at))) {
            throw notOfLayout();
        }
        at++;
        int scale = 100_000_000;
        for (int i = 0; i < digits; i++) {
            nanos += scale * number(1, 1);
            scale /= 10;
        }
    }

    private void half(String morning, String evening) {
        if (text.startsWith(evening, at)) {
            afternoon = Boolean.TRUE;
        } else if (text.startsWith(morning, at)) {
            afternoon = Boolean.FALSE;
        } else {
            throw notOfLayout();
        }
        at += 2;
    }

    /// Only `UTC` and `GMT` say an offset; other abbreviations are ambiguous, and the zone that was asked for counts.
    private void zoneName() {
        int from = at;
        while (at < text.length() && at - from < 5 && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z') {
            at++;
        }
        String name = text.substring(from, at);
        if (name.length() < 3) {
            throw notOfLayout();
        }
        if (name.equals("UTC") || name.equals("GMT")) {
            offset = ZoneOffset.UTC;
        }
    }

    private void offset(LayoutElement element) {
        if (element.kind() == Kind.ISO_OFFSET && at < text.length() && text.charAt(at) == 'Z') {
            at++;
            offset = ZoneOffset.UTC;
            return;
        }
        int sign = at < text.length() ? text.charAt(at) : ' ';
        if (sign != '+' && sign != '-') {
            throw notOfLayout();
        }
        at++;
        int seconds = 3600 * number(2, 2);
        String form = element.text();
        seconds += form.length() > 3 ? 60 * offsetPart(form) : 0;
        seconds += form.length() > 6 ? offsetPart(form) : 0;
        offset = ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
    }

    private int offsetPart(String form) {
        if (form.indexOf(':') > 0) {
            literal(":");
        }
        return number(2, 2);
    }

    /// The time, after the last element.
    Instant time() {
        if (at < text.length()) {
            throw notOfLayout();
        }
        try {
            LocalDateTime local = date().atTime(hour24(), minute, second, nanos);
            return offset == null ? local.atZone(zone).toInstant() : local.toInstant(offset);
        } catch (DateTimeException noSuchTime) {
            throw new IllegalArgumentException("no such time: '" + text + "': " + noSuchTime.getMessage(), noSuchTime);
        }
    }

    private LocalDate date() {
        return yearDay > 0 ? LocalDate.ofYearDay(year, yearDay) : LocalDate.of(year, month, day);
    }

    private int hour24() {
        if (afternoon == null) {
            return hour;
        }
        return hour % 12 + (afternoon ? 12 : 0);
    }
}
