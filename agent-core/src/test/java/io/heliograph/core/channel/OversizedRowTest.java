package io.heliograph.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSource;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.ParseException;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.core.format.InfluxParser;
import io.heliograph.core.format.InfluxParserConfig;
import io.heliograph.core.series.SeriesCache;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.faults.FaultRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What no room behind could hold is refused at the door, and the rows beside it come in.
class OversizedRowTest {
    private final MetricChannel channel = new MetricChannel();
    private final List<String> errors = new ArrayList<>();
    private final long[] counted = new long[1];
    private final HostAccumulator out = HostAccumulator.ofGathers(
            new HostAccumulatorTest.Open(), channel, new SeriesCache(), counts(), () -> 1L, new ColumnPool());

    private GatherCounts counts() {
        return new GatherCounts() {
            @Override
            public void count(long gathered, long filtered) {
                counted[0] += gathered;
            }

            @Override
            public void error(Throwable problem) {
                errors.add(problem.getMessage());
            }
        };
    }

    private MetricBatch gathered() throws InterruptedException {
        out.row(out.series("good")).put("v", 1L).emit();
        out.end();
        return ((MetricChannel.Item.Rows) Objects.requireNonNull(channel.poll(1, TimeUnit.SECONDS))).batch();
    }

    @FaultRow(66)
    void textOfMegabytes() throws InterruptedException {
        out.begin();
        out.row(out.series("bad"))
                .put("v", "x".repeat(600_000))
                .put("w", "x".repeat(600_000))
                .emit();
        assertThat(gathered().size()).isEqualTo(1);
        assertThat(errors)
                .containsExactly(
                        "a row of 'bad' is refused: it has 1200000 characters of text, and 1048576 are the most");
        assertThat(counted[0]).isEqualTo(1);
    }

    @FaultRow(66)
    void namesAndTagsOfMegabytes() throws InterruptedException {
        out.begin();
        assertThatThrownBy(() -> out.series("bad", "tag", "x".repeat(2_000_000)))
                .hasMessage("name and tags of 'bad' have 2000006 characters, and 1048576 are the most");
        assertThat(gathered().size()).isEqualTo(1);
    }

    /// Its sender hears of it, and the lines behind it come in.
    @Test
    void aLineThatIsTooLargeIsAFaultOfThatLineAlone() throws Exception {
        StringBuilder body = new StringBuilder("m a=1i 1\nn,t=" + "x".repeat(1 << 20) + " a=2i 2\nm f=1");
        for (int field = 0; field < 17_000; field++) {
            body.append(",f").append(field).append("=1");
        }
        body.append(" 3\nm a=4i 4\n");
        out.begin();
        try (TestContext context = new TestContext("parsers.influx")) {
            InfluxParser parser =
                    new InfluxParser(new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL), context);
            assertThatThrownBy(() -> parser.parse(ByteSource.of(body.toString(), "test"), out))
                    .isInstanceOfSatisfying(
                            ParseException.class,
                            told -> assertThat(told.faults()).hasSize(2));
        }
        assertThat(gathered().size()).isEqualTo(3);
        assertThat(errors).isEmpty();
    }

    @FaultRow(66)
    void fieldsWithoutEnd() throws InterruptedException {
        out.begin();
        Row row = out.row(out.series("bad"));
        assertThatThrownBy(() -> {
                    for (int field = 0; field < 1_000_000; field++) {
                        row.put("f" + field, 1L);
                    }
                })
                .hasMessage("a row has at most 16384 fields");
        assertThat(gathered().size()).isEqualTo(1);
    }

    @FaultRow(66)
    void nullsAndWhatIsNoFieldValue() throws InterruptedException {
        out.begin();
        Series series = out.series("bad");
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        assertThatThrownBy(() -> out.row(series).putObject("v", cyclic))
                .hasMessage("not a field value: java.util.HashMap");
        assertThatThrownBy(() -> out.row(series).put(null, 1L)).hasMessage("the key of a field is null");
        assertThatThrownBy(() -> out.row(series).put("v", (String) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> out.row(null)).isInstanceOf(NullPointerException.class);
        assertThat(gathered().size()).isEqualTo(1);
    }
}
