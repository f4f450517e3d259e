package io.heliograph.plugins.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static @Nullable Duration parsed(String value) {
        return RetryAfter.parse(value, Instant.parse("2026-11-24T20:00:00Z"));
    }

    @Test
    void readsSecondsAndDates() {
        assertThat(parsed("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(parsed("0")).isEqualTo(Duration.ZERO);
        assertThat(parsed("Tue, 24 Nov 2026 20:00:09 GMT")).isEqualTo(Duration.ofSeconds(9));
        assertThat(parsed("Tue, 24 Nov 2026 19:00:09 GMT")).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "601",
                "31536000",
                "99999999999999999999999",
                "1e300",
                "Infinity",
                "Fri, 31 Dec 9999 23:59:59 GMT"
            })
    void holdsToTenMinutes(String value) {
        assertThat(parsed(value)).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1", "NaN", "1 minute", "2026-11-24T20:00:09Z", "Xyz, 99 Foo 2026 99:99:99 GMT"})
    void garbageSaysNothing(String value) {
        assertThat(parsed(value)).isNull();
    }
}
