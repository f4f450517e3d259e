package io.heliograph.plugins.common.httpserver;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The time for the header `Date`, formatted once a second.
///
/// @param second since 1970
/// @param text as RFC 9110 has it: `Sun, 06 Nov 1994 08:49:37 GMT`
record HttpDate(long second, String text) {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private static volatile HttpDate last = at(0);

    private static HttpDate at(long second) {
        return new HttpDate(second, FORMAT.format(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC)));
    }

    static String now() {
        long second = System.currentTimeMillis() / 1000;
        HttpDate present = last;
        if (present.second != second) {
            present = at(second);
            last = present;
        }
        return present.text;
    }
}
