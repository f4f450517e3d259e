package io.heliograph.core.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.heliograph.api.ByteSink;
import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.testkit.TestContext;
import java.math.BigDecimal;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class InfluxSerializerTest {
    /// Where Telegraf's rules, which are ours, differ from the library's.
    private static final Set<String> OTHERWISE_IN_TELEGRAF =
            Set.of("72fe529da6084a44692fe27cc2f105d1"); // a tag without a value is left out, the row is not refused

    private final MetricBatch.Builder rows = new MetricBatch.Builder();
    private final ByteSink out = new ByteSink();

    private static InfluxSerializerConfig config(int maxLineBytes, boolean sorted, boolean unsigned, boolean untimed) {
        return new InfluxSerializerConfig(maxLineBytes, sorted, unsigned, untimed);
    }

    private String write(InfluxSerializerConfig config) {
        out.clear();
        try (TestContext context = new TestContext("serializers.influx")) {
            new InfluxSerializer(config, context).serialize(rows.seal(), out);
        }
        return out.toString();
    }

    private String write() {
        return write(config(0, false, false, false));
    }

    private void close(Series series, long nanos) {
        rows.close(series, rows.fieldSet(), nanos, ValueType.UNTYPED);
    }

    private void number(String key, double value) {
        rows.put(key, FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
    }

    @TestFactory
    Stream<DynamicTest> corpus() {
        return LineProtocolCorpus.cases("encode").stream()
                .filter(one -> !OTHERWISE_IN_TELEGRAF.contains(one.get("name").getAsString()))
                .map(one -> DynamicTest.dynamicTest(one.get("name").getAsString(), () -> check(one)));
    }

    private void check(JsonObject one) {
        JsonObject point = one.getAsJsonObject("point");
        rows.open();
        point.getAsJsonObject("fields")
                .entrySet()
                .forEach(field -> put(field.getKey(), field.getValue().getAsJsonObject()));
        TagSet tags = TagSet.of(LineProtocolCorpus.texts(point.getAsJsonObject("tags")));
        close(
                Series.of(point.get("name").getAsString(), tags),
                point.get("time_ns").getAsLong());
        assertThat(write())
                .isEqualTo(plainFloats(one.getAsJsonObject("expect").get("line").getAsString()) + "\n");
    }

    /// The library writes large and small numbers with an exponent, Telegraf never.
    private static String plainFloats(String line) {
        return line.replace("6.632243e+06", "6632243")
                .replace("1.7976931348623157e+308", new BigDecimal("1.7976931348623157e+308").toPlainString())
                .replace("5e-324", new BigDecimal("5e-324").toPlainString());
    }

    private void put(String key, JsonObject field) {
        switch (LineProtocolCorpus.value(field)) {
            case Double number -> number(key, number);
            case Long number -> rows.put(key, FieldKind.LONG, number.longValue());
            case io.heliograph.api.Unsigned number -> rows.put(key, FieldKind.UNSIGNED, number.bits());
            case Boolean truth -> rows.put(key, FieldKind.BOOLEAN, truth ? 1L : 0L);
            case Object text -> rows.put(key, FieldKind.TEXT, text);
        }
    }

    @Test
    void namesAreEscapedAsInTelegraf() {
        rows.open();
        number("f=\n\\", 1);
        close(Series.of("a b,c=d\n\\", "k=1\t", "v 1\\\\", "e", "\\"), 1);

        assertThat(write()).isEqualTo("a\\ b\\,c=d\\n,k\\=1\\t=v\\ 1 f\\=\\n=1 1\n");
    }

    @Test
    void textsKeepTheirLines() {
        rows.open();
        rows.put("t", FieldKind.TEXT, (Object) "a\n\"b\"\\ü");
        close(Series.of("m"), 1);

        assertThat(write()).isEqualTo("m t=\"a\n\\\"b\\\"\\\\ü\" 1\n");
    }

    @Test
    void whatNoLineCanHoldIsLeftOut() {
        rows.open();
        number("nan", Double.NaN);
        number("inf", Double.NEGATIVE_INFINITY);
        number("ok", 1);
        close(Series.of("m"), 1);
        rows.open();
        number("nan", Double.NaN);
        close(Series.of("m"), 2);
        rows.open();
        rows.put("v", FieldKind.DOUBLE, Metric.STALE_BITS);
        close(Series.of("m"), 3);
        rows.open();
        number("v", 1);
        close(Series.of("#m"), 4);

        assertThat(write()).isEqualTo("m ok=1 1\n");
        assertThat(out.leftOut())
                .containsOnlyKeys(1, 2, 3)
                .containsEntry(1, "no field that line protocol can carry")
                .containsEntry(2, "stale marker")
                .containsEntry(3, "no name that line protocol can carry");
    }

    @Test
    void unsignedIntegersAreClippedUnlessSupported() {
        for (int i = 0; i < 2; i++) {
            rows.open();
            rows.put("a", FieldKind.UNSIGNED, -1L);
            rows.put("b", FieldKind.UNSIGNED, 7L);
            close(Series.of("m"), 1);
            boolean supported = i == 1;
            assertThat(write(config(0, false, supported, false)))
                    .isEqualTo(supported ? "m a=18446744073709551615u,b=7u 1\n" : "m a=9223372036854775807i,b=7i 1\n");
        }
    }

    @Test
    void longLinesAreSplit() {
        rows.open();
        number("abc", 1);
        number("def", 2);
        number("ghi", 3);
        close(Series.of("m", "t", "v"), 12);
        rows.open();
        number("toolong", 123456789);
        close(Series.of("m", "t", "v"), 12);

        // "m,t=v abc=1,def=2 12\n" has 21 bytes
        assertThat(write(config(21, false, false, false))).isEqualTo("m,t=v abc=1,def=2 12\nm,t=v ghi=3 12\n");
        assertThat(out.leftOut()).containsOnlyKeys(1);
    }

    @Test
    void fieldsAreSortedAndTimesOmittedOnRequest() {
        rows.open();
        number("b", 1);
        number("a", 2);
        close(Series.of("m"), 12);

        assertThat(write(config(0, true, false, true))).isEqualTo("m a=2,b=1\n");
    }

    @Test
    void numbersHaveTheFewestDigitsAndNoExponent() {
        ByteSink text = new ByteSink();
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            check(text, Double.longBitsToDouble(random.nextLong()));
            check(text, random.nextDouble() * 100);
            check(text, random.nextInt(1_000_000) / 1000.0);
            check(text, random.nextLong());
            check(text, Math.scalb(1 + random.nextDouble(), random.nextInt(70) - 12));
            check(text, random.nextInt(1_000_000_000) / 1e9 + random.nextInt(3));
        }
        for (int exponent = -12; exponent < 60; exponent++) {
            check(text, Math.scalb(1.0, exponent));
            check(text, Math.nextUp(Math.scalb(1.0, exponent)));
            check(text, Math.nextDown(Math.scalb(1.0, exponent)));
        }
        check(text, -0.0);
        check(text, 1e22);
        check(text, 1e23);
        check(text, 0.000001);
        check(text, 9007199254740993.0);
    }

    private static void check(ByteSink text, double value) {
        if (!Double.isFinite(value)) {
            return;
        }
        text.clear();
        NumberText.put(text, value);
        String expected = Math.abs(value) == 0
                ? "0"
                : new BigDecimal(Double.toString(Math.abs(value)))
                        .stripTrailingZeros()
                        .toPlainString();
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        assertThat(text.toString()).isEqualTo(negative ? "-" + expected : expected);
    }

    @Test
    void integersAreWrittenWhole() {
        for (long value : new long[] {0, 1, -1, 10, Long.MAX_VALUE, Long.MIN_VALUE, -99}) {
            out.clear();
            NumberText.put(out, value);
            assertThat(out).hasToString(Long.toString(value));
            assertThat(NumberText.length(value)).isEqualTo(out.size());
        }
    }
}
