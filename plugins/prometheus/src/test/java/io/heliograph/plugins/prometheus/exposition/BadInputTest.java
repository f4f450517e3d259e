package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heliograph.api.Metric;
import io.heliograph.api.ParseException;
import io.heliograph.testkit.faults.FaultRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The faults of a target that a parser meets: each has its answer.
class BadInputTest {
    private static final List<ExpositionFormat> LINES = List.of(ExpositionFormat.TEXT, ExpositionFormat.OPENMETRICS);

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void refuses(ExpositionFormat format, byte[] text, String why) {
        Parses parses = Parses.of(format);
        assertThatThrownBy(() -> parses.metrics(text))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(why);
    }

    private static String ended(ExpositionFormat format, String text) {
        return format == ExpositionFormat.TEXT ? text : text + "# EOF\n";
    }

    @FaultRow(28)
    void invalidUtf8NulBomAndCarriageReturns() throws Exception {
        for (ExpositionFormat format : LINES) {
            refuses(format, latin(ended(format, "a{b=\"\u00ff\"} 1\n")), "not UTF-8");
            refuses(format, latin(ended(format, "a{b=\"\u00c0\u0080\"} 1\n")), "not UTF-8");
            refuses(format, latin(ended(format, "# HELP a \u00ff\n")), "not UTF-8");
            refuses(format, latin(ended(format, "a\u0000b 1\n")), "line 1");
            refuses(format, latin(ended(format, "\u00ef\u00bb\u00bfa 1\n")), "line 1");
            refuses(format, latin(ended(format, "a 1\r\n")), "line 1");
            assertThat(Parses.of(format).rows(ended(format, "a{b=\"x\0y\"} 1\n")))
                    .containsExactly("{b=\"x\0y\"} {a=1.0} UNTYPED");
        }
    }

    @FaultRow(29)
    void extremeNumbersKeepTheirBits() throws Exception {
        for (ExpositionFormat format : LINES) {
            String text = "a NaN\nb +Inf\nc -Inf\nd -0\ne 4.9e-324\nf 2.2250738585072011e-308\ng 1e-400\n"
                    + "h 17976931348623157" + "0".repeat(292) + "\n";
            List<Metric> rows = Parses.of(format).metrics(ended(format, text));
            double[] expected = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE,
                2.2250738585072011e-308,
                0,
                Double.MAX_VALUE
            };
            assertThat(rows).hasSize(expected.length);
            for (int i = 0; i < expected.length; i++) {
                assertThat(Double.doubleToRawLongBits(rows.get(i).doubleValue(0)))
                        .as(rows.get(i).key(0))
                        .isEqualTo(Double.doubleToRawLongBits(expected[i]));
            }
            refuses(format, latin(ended(format, "a 1e400\n")), "does not fit a double");
            refuses(format, latin(ended(format, "a -1e99999999999999999999\n")), "does not fit a double");
        }
    }

    /// A long number is refused at once: none of Java's ways to read it may be let loose on it.
    @FaultRow(30)
    void numbersOfAMegabyte() {
        String digits = "7".repeat(1 << 20);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (ExpositionFormat format : LINES) {
                refuses(format, latin(ended(format, "a " + digits + "\n")), "a number of");
                refuses(format, latin(ended(format, "a 0." + digits + "\n")), "a number of");
                refuses(format, latin(ended(format, "a 1e" + digits + "\n")), "a number of");
                refuses(format, latin(ended(format, "a 1 " + digits + "\n")), "line 1");
                refuses(format, latin(ended(format, "a " + "x".repeat(1 << 20) + "\n")), "not a number");
                refuses(format, latin(ended(format, "h_bucket{le=\"1\"} " + digits + "\n")), "a number of");
            }
            String bound = "# TYPE h histogram\nh_bucket{le=\"" + digits + "\"} 1\n";
            assertThat(Parses.of(ExpositionFormat.TEXT).rows(bound)).hasSize(1);
        });
    }

    @FaultRow(31)
    void duplicates() throws Exception {
        for (ExpositionFormat format : LINES) {
            refuses(format, latin(ended(format, "a{b=\"1\",b=\"2\"} 1\n")), "there twice");
            // whoever stores them tells which one counts
            assertThat(Parses.of(format).rows(ended(format, "a{b=\"1\"} 1\na{b=\"1\"} 2\na 3 1\na 4 1\n")))
                    .hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void lyingContentTypes(ExpositionFormat format) {
        String text = "# TYPE a gauge\na 1\n";
        String open = text + "# EOF\n";
        byte[] proto = ProtoWriter.delimited(new ProtoWriter()
                .text(1, "a")
                .varint(3, 1)
                .message(4, metric -> metric.message(2, value -> value.float64(1, 1))));
        for (byte[] body : List.of(latin(text), latin(open), proto, latin("<html></html>\n"), latin("{\"a\": 1}"))) {
            try {
                Parses.of(format).metrics(body);
            } catch (ParseException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    /// Many labels are checked for duplicates in less than quadratic time, and a long label is taken as it is.
    @FaultRow(32)
    void manyAndLongLabels() {
        StringBuilder many = new StringBuilder("a{");
        for (int i = 0; i < 10_000; i++) {
            many.append("label_with_a_long_name_").append(i).append("=\"x\",");
        }
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(Parses.of(ExpositionFormat.TEXT).metrics(many + "} 1\n")).hasSize(1);
            String value = "v".repeat(1 << 20);
            assertThat(Parses.of(ExpositionFormat.TEXT).metrics("a{b=\"" + value + "\"} 1\n"))
                    .hasSize(1);
        });
    }
}
