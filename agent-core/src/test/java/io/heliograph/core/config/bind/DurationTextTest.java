package io.heliograph.core.config.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "10s,         PT10S",
        "1h30m,       PT1H30M",
        "1.5s,        PT1.5S",
        "500ms,       PT0.5S",
        "1us,         PT0.000001S",
        "1µs,         PT0.000001S",
        "100ns,       PT0.0000001S",
        "1.5d,        PT36H",
        "7d1h,        PT169H",
        "-5s,         PT-5S",
        "+5s,         PT5S",
        "0,           PT0S",
        "10,          PT10S",
        "'',          PT0S",
        "1000000h,    PT1000000H",
        ".5s,         PT0.5S"
    })
    void reads(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fast", "10x", "s", "-", "1h30", "1.2.3s", "10 s", "99999999999d", "1e3s"})
    void refuses(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a duration: '" + text + "' (try 500ms, 10s, 5m)");
    }

    @Test
    void writesWhatItReads() {
        for (String text : new String[] {"0s", "10s", "1h30m", "1h1m1s1ms1us1ns", "-5s", "36h"}) {
            assertThat(DurationText.format(DurationText.parse(text))).isEqualTo(text);
        }
    }
}
