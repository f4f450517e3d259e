package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static long read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimal.doubleBits(bytes, 0, bytes.length);
    }

    private static void check(String text) {
        assertThat(Double.longBitsToDouble(read(text))).as(text).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "1.",
                ".5",
                "-.5",
                "1e3",
                "1E+03",
                "1e-5",
                "97.61904761904762",
                "0.1",
                "123456789012345678",
                "9999999999999999999",
                "18446744073709551615",
                "18446744073709551616",
                "1.7976931348623157e+308",
                "4.9e-324",
                "5e-324",
                "0.00000000000000000001",
                "9007199254740993",
                "9007199254740992.5",
                "1e400",
                "-1e400",
                "1e-400",
                "0e999999",
                "0.3000000000000000444",
                "1000000000000000000000000",
                "1e23",
                "8.5e-5",
                "0000000000000000000000001.5"
            })
    void readsAsJavaDoes(String text) {
        check(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "-.", "1.1.1", "0.-1", "1e", "1e+", "1ee1", "1e1.5", "0x1p3", "1f", "1d", "NaN", "-inf",
                "1 ", "+1"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(read(text)).isEqualTo(Decimal.NO_NUMBER);
    }

    @Test
    void readsRandomNumbersExactly() {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            check(Double.toString(Double.longBitsToDouble(random.nextLong()) / 1)
                    .replace("NaN", "0")
                    .replace("Infinity", "0"));
            check(Double.toString(random.nextDouble() * 100));
            check(Long.toUnsignedString(random.nextLong() >>> random.nextInt(64)) + "e-" + random.nextInt(30));
            check(random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000));
        }
    }
}
