package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.ByteSink;
import io.heliograph.api.FieldKind;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonSerializerTest {
    private static final long TIME = 1_700_000_000_123_456_789L;

    private final MetricBatch.Builder rows = new MetricBatch.Builder();

    @BeforeEach
    void oneRow() {
        rows.open();
        number("z", 1e-7);
        number("nan", Double.NaN);
        number("big", 1e21);
        number("plain", 97.61904761904762);
        rows.put("count", FieldKind.LONG, -3L);
        rows.put("up", FieldKind.BOOLEAN, 1L);
        rows.put("all", FieldKind.UNSIGNED, -1L);
        rows.put("text", FieldKind.TEXT, (Object) "a\"<b>\n\u0001é");
        rows.close(Series.of("m", "host", "a&b"), rows.fieldSet(), TIME, ValueType.UNTYPED);
    }

    private void number(String key, double value) {
        rows.put(key, FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
    }

    private String write(Duration units, String format, boolean batch) {
        ByteSink out = new ByteSink();
        try (TestContext context = new TestContext("serializers.json")) {
            new JsonSerializer(new JsonSerializerConfig(units, format, "", batch), context).serialize(rows.seal(), out);
        }
        return out.toString();
    }

    @Test
    void aRowIsAnObjectOnItsLine() {
        assertThat(write(Duration.ofSeconds(1), "", false))
                .isEqualTo(
                        "{\"fields\":{\"all\":18446744073709551615,\"big\":1e+21,\"count\":-3,\"plain\":97.61904761904762,"
                                + "\"text\":\"a\\\"\\u003cb\\u003e\\n\\u0001é\",\"up\":true,\"z\":1e-7},"
                                + "\"name\":\"m\",\"tags\":{\"host\":\"a\\u0026b\"},\"timestamp\":1700000000}\n");
    }

    @Test
    void aBatchIsOneObject() {
        rows.open();
        rows.put("v", FieldKind.LONG, 1L);
        rows.close(Series.of("n"), rows.fieldSet(), TIME, ValueType.UNTYPED);

        assertThat(write(Duration.ofSeconds(1), "", true))
                .startsWith("{\"metrics\":[{\"fields\"")
                .endsWith("},{\"fields\":{\"v\":1},\"name\":\"n\",\"tags\":{},\"timestamp\":1700000000}]}\n");
    }

    @Test
    void unitsAreCutDownToPowersOfTen() {
        assertThat(write(Duration.ofMillis(30), "", false)).endsWith("\"timestamp\":170000000012}\n");
    }

    @Test
    void timesAreWrittenInGosNotation() {
        assertThat(write(Duration.ofSeconds(1), "2006-01-02T15:04:05.000Z07:00", false))
                .endsWith("\"timestamp\":\"2023-11-14T22:13:20.123Z\"}\n");
        oneRow();
        assertThat(write(Duration.ofSeconds(1), "Mon, 2 Jan 2006 3:04PM MST", false))
                .endsWith("\"timestamp\":\"Tue, 14 Nov 2023 10:13PM UTC\"}\n");
    }

    @Test
    void transformationsAreRefused() {
        assertThatThrownBy(() -> new JsonSerializerConfig(Duration.ofSeconds(1), "", "$.x", false))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("JSONata");
    }
}
