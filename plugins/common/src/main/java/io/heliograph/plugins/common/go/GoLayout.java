package io.heliograph.plugins.common.go;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A format for times in Go's manner: an example of how Monday, January 2, 15:04:05 MST 2006 would be written.
///
/// The elements are those of Go's package `time`; what is none of them stands for itself. The names of Go's own layouts
/// (`RFC3339`, `ANSIC`, …) work too, as Telegraf accepts them. Immutable.
public final class GoLayout {
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("ansic", "Mon Jan _2 15:04:05 2006"),
            Map.entry("unixdate", "Mon Jan _2 15:04:05 MST 2006"),
            Map.entry("rubydate", "Mon Jan 02 15:04:05 -0700 2006"),
            Map.entry("rfc822", "02 Jan 06 15:04 MST"),
            Map.entry("rfc822z", "02 Jan 06 15:04 -0700"),
            Map.entry("rfc850", "Monday, 02-Jan-06 15:04:05 MST"),
            Map.entry("rfc1123", "Mon, 02 Jan 2006 15:04:05 MST"),
            Map.entry("rfc1123z", "Mon, 02 Jan 2006 15:04:05 -0700"),
            Map.entry("rfc3339", "2006-01-02T15:04:05Z07:00"),
            Map.entry("rfc3339nano", "2006-01-02T15:04:05.999999999Z07:00"),
            Map.entry("stamp", "Jan _2 15:04:05"),
            Map.entry("stampmilli", "Jan _2 15:04:05.000"),
            Map.entry("stampmicro", "Jan _2 15:04:05.000000"),
            Map.entry("stampnano", "Jan _2 15:04:05.000000000"));

    private final String pattern;
    private final List<LayoutElement> elements;

    private GoLayout(String pattern) {
        this.pattern = pattern;
        this.elements = LayoutScanner.scan(pattern);
    }

    /// A layout as it is written. Every text is one.
    public static GoLayout of(String pattern) {
        return new GoLayout(pattern);
    }

    /// A layout as it is written, or one of Go's own by its name, in any case.
    public static GoLayout named(String patternOrName) {
        return new GoLayout(NAMED.getOrDefault(patternOrName.toLowerCase(Locale.ROOT), patternOrName));
    }

    /// Writes a time as it is in a zone.
    public String format(Instant time, ZoneId zone) {
        return format(time.atZone(zone));
    }

    /// Writes a time.
    public String format(ZonedDateTime time) {
        StringBuilder text = new StringBuilder(pattern.length() + 16);
        for (int i = 0; i < elements.size(); i++) {
            LayoutWriter.write(elements.get(i), time, text);
        }
        return text.toString();
    }

    /// Reads a time.
    ///
    /// @param zone of times that do not say theirs
    /// @throws IllegalArgumentException where the text is not of this layout, or there is no such time
    public Instant parse(String text, ZoneId zone) {
        LayoutReader reader = new LayoutReader(pattern, text, zone);
        for (int i = 0; i < elements.size(); i++) {
            reader.read(elements.get(i), i + 1 < elements.size() ? elements.get(i + 1) : null);
        }
        return reader.time();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
