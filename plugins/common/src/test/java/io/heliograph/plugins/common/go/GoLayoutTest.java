package io.heliograph.plugins.common.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Unsigned;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Go's package `time` documents of its layouts.
class GoLayoutTest {
    private static final Instant TIME = Instant.parse("2009-02-05T13:00:57.012345600Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon Jan _2 15:04:05 2006             | Thu Feb  5 13:00:57 2009",
                "ANSIC                                | Thu Feb  5 13:00:57 2009",
                "UnixDate                             | Thu Feb  5 13:00:57 UTC 2009",
                "RubyDate                             | Thu Feb 05 13:00:57 +0000 2009",
                "RFC822                               | 05 Feb 09 13:00 UTC",
                "RFC850                               | Thursday, 05-Feb-09 13:00:57 UTC",
                "RFC1123Z                             | Thu, 05 Feb 2009 13:00:57 +0000",
                "RFC3339                              | 2009-02-05T13:00:57Z",
                "rfc3339nano                          | 2009-02-05T13:00:57.0123456Z",
                "StampMilli                           | Feb  5 13:00:57.012",
                "3:04PM                               | 1:00PM",
                "3:4:5 pm                             | 1:0:57 pm",
                "06/1/2                               | 09/2/5",
                "__2 002                              | ' 36 036'",
                "_2006 Janet Monday's                 | _2009 Janet Thursday's",
                "05.000000000 05,99 05.0x             | 57.012345600 57,01 57.0x",
                "-07 -07:00 -070000 Z07:00:00         | +00 +00:00 +000000 Z",
                "no element at all                    | no element at all"
            })
    void formats(String layout, String expected) {
        assertThat(GoLayout.named(layout).format(TIME, ZoneOffset.UTC)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, EST -0500",
        "Asia/Kolkata, IST +0530",
        "America/Sao_Paulo, -02 -0200",
        "Australia/Sydney, AEDT +1100"
    })
    void namesZones(String zone, String expected) {
        assertThat(GoLayout.of("MST -0700").format(TIME, ZoneId.of(zone))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RFC3339                     | 2006-01-02T15:04:05+07:00           | 2006-01-02T08:04:05Z",
                "RFC3339                     | 2006-01-02T15:04:05.25Z             | 2006-01-02T15:04:05.25Z",
                "2006-01-02 15:04:05.000     | 2006-01-02 15:04:05.123             | 2006-01-02T15:04:05.123Z",
                "2006-01-02 15:04:05.999     | 2006-01-02 15:04:05                 | 2006-01-02T15:04:05Z",
                "Mon Jan _2 15:04:05 2006    | Thu Feb  5 13:00:57 2009            | 2009-02-05T13:00:57Z",
                "Monday, 02-Jan-06 15:04 MST | thursday, 05-FEB-69 13:00 UTC       | 1969-02-05T13:00:00Z",
                "2006-002 3:04PM             | 2009-036 12:30AM                    | 2009-02-05T00:30:00Z",
                "2006-01-02 -0700            | 2009-02-05 -0130                    | 2009-02-05T01:30:00Z"
            })
    void parses(String layout, String text, Instant expected) {
        assertThat(GoLayout.named(layout).parse(text, ZoneOffset.UTC)).isEqualTo(expected);
    }

    @Test
    void timesWithoutAZoneAreOfTheGivenOne() {
        assertThat(GoLayout.of("2006-01-02 15:04").parse("2009-07-05 13:00", ZoneId.of("Europe/Berlin")))
                .isEqualTo(Instant.parse("2009-07-05T11:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2006-01-02, 2009-2-05",
        "2006-01-02, 2009-02-30",
        "2006-01-02, 2009-02-05x",
        "Jan, Foo",
        "15:04, 25:00",
        "Z07:00, x"
    })
    void refuses(String layout, String text) {
        assertThatThrownBy(() -> GoLayout.of(layout).parse(text, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @Test
    void readsUnixTimes() {
        assertThat(nanos("unix", 1L)).isEqualTo(1_000_000_000L);
        assertThat(nanos("unix", "1.5")).isEqualTo(1_500_000_000L);
        assertThat(nanos("unix", "1,000000001")).isEqualTo(1_000_000_001L);
        assertThat(nanos("unix_ms", 1.9)).isEqualTo(1_000_000L);
        assertThat(nanos("unix_us", new Unsigned(7))).isEqualTo(7_000L);
        assertThat(nanos("UNIX_NS", "-7")).isEqualTo(-7L);
        assertThatThrownBy(() -> nanos("unix", "1e30")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nanos("unix", "1e999999999")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nanos("unix", "1".repeat(1_000_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nanos("unix", "soon")).hasMessageContaining("soon");
        assertThatThrownBy(() -> nanos("2006", 2009L)).hasMessageContaining("2009");
    }

    private static long nanos(String format, Object value) {
        return new GoTimestamps(format, ZoneOffset.UTC).epochNanos(value);
    }
}
