package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSource;
import io.heliograph.api.ParseException;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.RecordingAccumulator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {
    private final ParsingSlots slots = new ParsingSlots(1);
    private ExpositionParser parser =
            new ExpositionParser(Reading.plain(MetricVersion.V2, Strictness.PROMETHEUS, false));

    private RecordingAccumulator parse(String text) throws ParseException, InterruptedException {
        RecordingAccumulator out = new RecordingAccumulator();
        parser.parse(ByteSource.of(text, "test"), ExpositionFormat.TEXT, slots, out);
        return out;
    }

    private List<String> rows(String text) throws ParseException, InterruptedException {
        return parse(text).metrics().stream()
                .map(row -> row.tags() + " " + row.toMap() + " " + row.type() + " " + row.epochNanos())
                .toList();
    }

    @Test
    void partsOfAnotherTimeAreAnotherRow() throws Exception {
        String text = "# TYPE s summary\ns_sum 1 1000\ns_count 2 1000\ns_sum 3 2000\ns_count 4 2000\n";
        Parses prometheus = Parses.of(ExpositionFormat.TEXT);
        for (int pass = 0; pass < 2; pass++) {
            assertThat(prometheus.rows(text))
                    .containsExactly(
                            "{} {s_count=2.0, s_sum=1.0} SUMMARY 1000000000 | s",
                            "{} {s_count=4.0, s_sum=3.0} SUMMARY 2000000000 | s");
        }
    }

    /// Cases of Prometheus' own tests (model/textparse, Apache-2.0), as in exposition.json.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a{b='c'} 1\n",
                "a{b=\n",
                "a{\u00ff=\"foo\"} 1\n",
                "a{b=\"\\xff\"\n",
                "a true\n",
                "{A}0",
                "foo 0x1p-3\n",
                "foo 0x1P-3\n",
                "{a=\"ok\"} 1",
                "# HELP #\n#EOF\n",
                "# HELP 1a x\na 1\n",
                "a{b=\"\u0000",
                "a{b\u0000=\"hiih\"}\t1",
                "a\u0000{b=\"ddd\"} 1",
                "a 0 1\u0000",
                "\u0000null_byte 1",
                "foo 1_2\n",
                "# TYPE a foo\na 1\n",
                "# TYPE a counter \n",
                "a 1 -1\n",
                "a 1 1.5\n",
                "a 1 1 1\n",
                "a{b=\"1\",b=\"2\"} 1\n",
                "{\"a\",\"b\"} 1\n",
                "{\"\"} 1\n",
                "a{\"\"=\"x\"} 1\n",
                "1a 1\n",
                "a{b} 1\n",
                "a{b=\"c\"}\n",
                "<html>\n",
                "a 1 99999999999999\n",
                "a 1\r\n",
                "{\"a\" \"b\"=\"c\"} 1",
                "a{x=\"\\\\\" 1"
            })
    void refuses(String text) {
        RecordingAccumulator out = new RecordingAccumulator();
        String whole = "good 1\n" + text;
        assertThatThrownBy(() -> parser.parse(ByteSource.of(whole, "test"), ExpositionFormat.TEXT, slots, out))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("line");
        assertThat(out.metrics()).isEmpty();
    }

    @Test
    void namesTheLine() {
        assertThatThrownBy(() -> parse("a 1\n\n# TYPE b gauge\nb 2\nc{ 3\n"))
                .hasMessageStartingWith("test: line 5: wants a label's name, has '3'");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] text = "a{b=\"?\"} 1\n".getBytes(StandardCharsets.UTF_8);
        text[5] = (byte) 0xff;
        assertThatThrownBy(() -> parser.parse(
                        ByteSource.of(text, "test"), ExpositionFormat.TEXT, slots, new RecordingAccumulator()))
                .hasMessageContaining("not UTF-8");
        byte[] help = "# HELP a ?\n".getBytes(StandardCharsets.UTF_8);
        help[9] = (byte) 0xff;
        assertThatThrownBy(() -> parser.parse(
                        ByteSource.of(help, "test"), ExpositionFormat.TEXT, slots, new RecordingAccumulator()))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void takesAllThatTheLexerOfPrometheusTakes() throws Exception {
        assertThat(
                        rows(
                                "#\n#EOF\n# HELP nohelp\n# HELP a.b x\n # TYPE a  \n".replace(" # TYPE a  \n", "")
                                        + " \t a \t 1 \n\nb{ x = \"1\" , y=\"2\" , } 2 5\nc{x=\"1\" y=\"2\"}3\n{\"d.e\",\"f g\"=\"h\"} 4\nk{n=\"\u0000\"} 1\nlast-1"))
                .containsExactly(
                        "{} {a=1.0} UNTYPED 0",
                        "{x=\"1\", y=\"2\"} {b=2.0} UNTYPED 5000000",
                        "{x=\"1\", y=\"2\"} {c=3.0} UNTYPED 0",
                        "{f g=\"h\"} {d.e=4.0} UNTYPED 0",
                        "{n=\"\u0000\"} {k=1.0} UNTYPED 0",
                        "{} {last=-1.0} UNTYPED 0");
    }

    @Test
    void tellsNamesApartThatBeginAlike() throws Exception {
        for (int pass = 0; pass < 3; pass++) {
            assertThat(rows("a 1\nab 2\na{x=\"1\"} 3\na {x=\"1\"} 4\na{x=\"12\"} 5\n"))
                    .hasSize(5);
            assertThat(rows("ab 1\na{x=\"1\"} 2\n"))
                    .containsExactly("{} {ab=1.0} UNTYPED 0", "{x=\"1\"} {a=2.0} UNTYPED 0");
        }
    }

    @Test
    void followsATypeThatChanges() throws Exception {
        assertThat(parse("# TYPE a counter\na 1\n").metrics().get(0).type()).isEqualTo(ValueType.COUNTER);
        assertThat(parse("# TYPE a gauge\na 1\n").metrics().get(0).type()).isEqualTo(ValueType.GAUGE);
        assertThat(parse("a 1\n").metrics().get(0).type()).isEqualTo(ValueType.UNTYPED);
        assertThat(parse("# TYPE a counter\na 1\n").metrics().get(0).type()).isEqualTo(ValueType.COUNTER);
    }

    @Test
    void takesABucketAsWhatItsFamilyIsNow() throws Exception {
        String bucket = "h_bucket{le=\"1\"} 1\n";
        assertThat(rows("# TYPE h histogram\n" + bucket))
                .contains("{le=\"1\"} {h_bucket=1.0} HISTOGRAM 0")
                .hasSize(3);
        assertThat(rows(bucket)).containsExactly("{le=\"1\"} {h_bucket=1.0} UNTYPED 0");
        assertThat(rows("# TYPE h gauge\n" + bucket)).containsExactly("{le=\"1\"} {h_bucket=1.0} UNTYPED 0");
        assertThat(rows("# TYPE h histogram\n" + bucket)).hasSize(3);
    }

    @Test
    void losesNothingThatDoesNotFitItsFamily() throws Exception {
        assertThat(
                        rows(
                                "# TYPE h histogram\nh 7\nh_bucket 8\nh_bucket{le=\"x\"} 9\n# TYPE s summary\ns 1\ns_bucket 2\n"))
                .containsExactly(
                        "{} {h=7.0} UNTYPED 0",
                        "{} {h_bucket=8.0} UNTYPED 0",
                        "{le=\"x\"} {h_bucket=9.0} UNTYPED 0",
                        "{} {s=1.0} UNTYPED 0",
                        "{} {s_bucket=2.0} UNTYPED 0");
    }

    @Test
    void forgetsWhatTwoPassesDidNotSee() throws Exception {
        for (int pass = 0; pass < 50; pass++) {
            StringBuilder text = new StringBuilder("# TYPE h_" + pass + " histogram\n");
            for (int i = 0; i < 200; i++) {
                text.append("a{i=\"")
                        .append(i)
                        .append("\"} 1\nb{rev=\"")
                        .append(pass)
                        .append("\",i=\"")
                        .append(i)
                        .append("\"} 1\n");
            }
            assertThat(rows(text.toString())).hasSize(400);
            assertThat(parser.knownSeries()).isLessThanOrEqualTo(600);
        }
        parse("");
        parse("");
        assertThat(parser.knownSeries()).isZero();
    }

    @Test
    void doesNotGrowWithATargetThatIsAlwaysBad() throws Exception {
        for (int pass = 0; pass < 20; pass++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                text.append("a{rev=\"").append(pass).append("\",i=\"").append(i).append("\"} 1\n");
            }
            assertThatThrownBy(() -> parse(text + "?")).isInstanceOf(ParseException.class);
            assertThat(parser.knownSeries()).isLessThanOrEqualTo(3000);
        }
    }

    /// Whatever the order, duplicates and gaps, a parser that remembers says the same as one that does not.
    @Test
    void saysTheSameWhateverItRemembers() throws Exception {
        Random random = new Random(3);
        String[] lines = {
            "# TYPE h histogram\n",
            "# TYPE s summary\n",
            "# TYPE a counter\n",
            "# TYPE h_sum gauge\n",
            "a 1\n",
            "a{x=\"1\"} 2\n",
            "a{x=\"1\" } 2\n",
            "h_bucket{le=\"1\"} 1\n",
            "h_bucket{le=\"+Inf\"} 1\n",
            "h_bucket{x=\"1\",le=\"1.0\"} 3\n",
            "h_sum 1\n",
            "h_sum{x=\"1\"} 1 5\n",
            "h_count 1\n",
            "s{quantile=\"0.5\"} 1\n",
            "s_sum 3\n",
            "s_count{x=\"2\"} 3\n",
            "ab 5\n",
            "{\"a\"} 7\n"
        };
        for (MetricVersion version : MetricVersion.values()) {
            parser = new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, false));
            for (int pass = 0; pass < 3000; pass++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(12); i >= 0; i--) {
                    text.append(lines[random.nextInt(lines.length)]);
                }
                List<String> remembered = rows(text.toString());
                ExpositionParser old = parser;
                parser = new ExpositionParser(Reading.plain(version, Strictness.PROMETHEUS, false));
                assertThat(remembered).as(text.toString()).isEqualTo(rows(text.toString()));
                parser = old;
            }
        }
    }
}
