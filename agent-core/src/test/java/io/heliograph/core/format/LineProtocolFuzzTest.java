package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.heliograph.api.ByteSink;
import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.ParseException;
import io.heliograph.api.Parser;
import io.heliograph.api.Serializer;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Whatever a body has in it: a parser that has read other things reads the same as a new one, a fault has a line and
/// leaves no trace, and what is written of the rows reads as the rows. The seeds replay as plain tests;
/// `JAZZER_FUZZ=1` searches.
class LineProtocolFuzzTest {
    private static final String DURATION = "120s";
    private static final int MOST_BYTES = 1 << 14;

    private final TestContext context = new TestContext("parsers.influx").at(Instant.ofEpochSecond(1_000));
    private final Parser remembers = parser();
    private final Serializer serializer = new InfluxSerializer(new InfluxSerializerConfig(0, false, true, false));

    private record Reading(List<Metric> rows, int faults, String first) {
        List<String> texts() {
            return rows.stream().map(Object::toString).toList();
        }
    }

    private Parser parser() {
        return new InfluxParser(new InfluxParserConfig("1ns", InfluxParserConfig.ParserType.INTERNAL), context);
    }

    private static Reading read(Parser parser, byte[] bytes, int length) {
        RecordingAccumulator out = new RecordingAccumulator();
        try {
            parser.parse(new ByteSource(bytes, 0, length, "fuzz"), out);
            return new Reading(List.copyOf(out.metrics()), 0, "");
        } catch (ParseException faults) {
            assertThat(faults.faults()).isNotEmpty().allMatch(fault -> fault.line() > 0);
            return new Reading(
                    List.copyOf(out.metrics()),
                    faults.count(),
                    faults.faults().get(0).toString());
        }
    }

    @FuzzTest(maxDuration = DURATION)
    void lines(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return;
        }
        Reading fresh = read(parser(), bytes, bytes.length);
        for (int cut : new int[] {bytes.length / 2, bytes.length / 3}) {
            read(remembers, Arrays.copyOf(bytes, cut), cut);
        }
        Reading again = read(remembers, bytes, bytes.length);
        assertThat(again.texts()).isEqualTo(fresh.texts());
        assertThat(again.faults()).isEqualTo(fresh.faults());
        assertThat(again.first()).isEqualTo(fresh.first());
        assertRoundTrip(fresh);
    }

    private void assertRoundTrip(Reading reading) {
        MetricBatch.Builder batch = new MetricBatch.Builder();
        reading.rows().forEach(batch::add);
        ByteSink text = new ByteSink();
        serializer.serialize(batch.seal(), text);
        if (!text.leftOut().isEmpty()) {
            return; // names that the protocol cannot carry back, as those that end in a backslash
        }
        Reading back = read(parser(), text.array(), text.size());
        assertThat(back.faults()).as("%s in %s", back.first(), text).isZero();
        assertThat(back.texts()).as("%s", text).isEqualTo(reading.texts());
    }
}
