package io.heliograph.plugins.common.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Go's packages `strconv` and `fmt` write and read.
class GoNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, -0, -0",
        "100, 100, 100",
        "0.1, 0.1, 0.1",
        "-12.5, -12.5, -12.5",
        "1e-4, 0.0001, 0.0001",
        "1.25e-5, 0.0000125, 1.25e-05",
        "1e20, 100000000000000000000, 100000000000000000000",
        "1e21, 1000000000000000000000, 1e+21",
        "-1.5e300, -1.5e300, -1.5e+300",
        "NaN, NaN, NaN",
        "Infinity, +Inf, +Inf",
        "-Infinity, -Inf, -Inf"
    })
    void writes(double number, String plain, String general) {
        if (Math.abs(number) < 1e100 || !Double.isFinite(number)) {
            assertThat(GoNumbers.plain(number)).isEqualTo(plain);
        }
        assertThat(GoNumbers.general(number)).isEqualTo(general);
    }

    @Test
    void readsIntegersOfAnyBase() {
        assertThat(Stream.of("12", "-12", "+12", "0x1F", "0X1f", "-0x10", "0b11", "0o17", "017", "0", "1_000")
                        .map(GoNumbers::parseLong))
                .containsExactly(12L, -12L, 12L, 31L, 31L, -16L, 3L, 15L, 15L, 0L, 1000L);
        assertThat(Stream.of("", "-", "x", "1.5", "08", "0x", "--1", "+-1", "1__0", "1_", " 1", "9223372036854775808")
                        .map(GoNumbers::parseLong))
                .containsOnlyNulls();
        assertThat(GoNumbers.parseUnsignedLong("18446744073709551615")).isEqualTo(-1L);
        assertThat(Stream.of("", "-1", "+1", "18446744073709551616").map(GoNumbers::parseUnsignedLong))
                .containsOnlyNulls();
    }

    @Test
    void readsFloatingPointNumbers() {
        assertThat(Stream.of("1", "-1.5", ".5", "5.", "1e3", "+1E-2", "inf", "-Infinity", "0x1p-2")
                        .map(GoNumbers::parseFloat))
                .containsExactly(
                        1.0, -1.5, 0.5, 5.0, 1000.0, 0.01, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.25);
        assertThat(GoNumbers.parseFloat("nan")).isNaN();
        assertThat(Stream.of("", "x", "1d", "1f", " 1", "1 ", "0x10", "e3", "1.2.3")
                        .map(GoNumbers::parseFloat))
                .containsOnlyNulls();
    }

    @Test
    void readsTruthValues() {
        assertThat(GoNumbers.parseBoolean("T")).isTrue();
        assertThat(GoNumbers.parseBoolean("FALSE")).isFalse();
        assertThat(GoNumbers.parseBoolean("yes")).isNull();
    }
}
