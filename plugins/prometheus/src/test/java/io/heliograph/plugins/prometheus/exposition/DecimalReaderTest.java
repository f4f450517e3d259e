package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {
    private final DecimalReader reader = new DecimalReader();

    private double read(String text) throws Fault {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        double value = reader.read(bytes, 0, bytes.length);
        assertThat(reader.end()).isEqualTo(bytes.length);
        return value;
    }

    private void agrees(String text) throws Fault {
        assertThat(Double.doubleToRawLongBits(read(text)))
                .as(text)
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "+1",
                ".5",
                "5.",
                "1e5",
                "1E+05",
                "1.7976931348623157e308",
                "5e-324",
                "9007199254740993",
                "0.1",
                "1e21",
                "1e22",
                "1e23",
                "123456789012345678",
                "12345678901234567890123",
                "0.0012142650000000001",
                "18446744073709552000",
                "1e-400",
                "2.2250738585072011e-308",
                "0.000000000000000000000000000000000000000000123",
                "9007199254740992.5",
                "9007199254740995",
                "1.00000000000000011102230246251565",
                "3e-65"
            })
    void readsAsTheJdkDoes(String text) throws Fault {
        agrees(text);
    }

    @Test
    void readsRandomNumbersAsTheJdkDoes() throws Fault {
        Random random = new Random(42);
        for (int i = 0; i < 200_000; i++) {
            agrees(Double.toString(Double.longBitsToDouble(
                    (random.nextLong() & 0x800f_ffff_ffff_ffffL) | (long) (900 + random.nextInt(250)) << 52)));
            agrees(random.nextLong(Long.MAX_VALUE) + "e" + (random.nextInt(130) - 65));
            agrees(random.nextInt(1_000_000) / 1000.0 + "");
        }
    }

    @Test
    void breaksTiesToEven() throws Fault {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long even = (1L << 53) + 2L * random.nextInt(Integer.MAX_VALUE) + 1;
            agrees(BigInteger.valueOf(even).toString());
            agrees(new BigDecimal(even)
                    .divide(BigDecimal.valueOf(1L << random.nextInt(10)))
                    .toPlainString());
        }
    }

    @Test
    void readsWords() throws Fault {
        assertThat(read("+Inf")).isInfinite().isPositive();
        assertThat(read("-iNfinity")).isInfinite().isNegative();
        assertThat(read("nan")).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "true", "0x1p-3", "0x10", "1_000", "1e", "1e+", "-nan", "--1", "1.2.3", "1d", "1f", ".", "e5",
                "1e999", "1\r"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Fault.class);
    }
}
