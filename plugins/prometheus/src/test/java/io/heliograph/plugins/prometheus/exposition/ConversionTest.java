package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.heliograph.api.ByteSource;
import io.heliograph.api.Metric;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import io.heliograph.api.ParseException;
import io.heliograph.api.TagSet;
import io.heliograph.testkit.RecordingAccumulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Classic histograms become native ones with custom bounds, as Prometheus' `convertnhcb` makes them.
class ConversionTest {
    private static final String HISTOGRAM = "# TYPE h histogram\n";
    private static final String WHOLE = HISTOGRAM
            + "h_bucket{le=\"0.1\"} 1\nh_bucket{le=\"1\"} 4\nh_bucket{le=\"+Inf\"} 5\nh_sum 12.5\nh_count 5\n";

    private static Parses parses(ExpositionFormat format, MetricVersion version, boolean keepsClassic) {
        return parses(format, version, keepsClassic, Labelling.NONE, Resolution.ANY);
    }

    private static Parses parses(
            ExpositionFormat format,
            MetricVersion version,
            boolean keepsClassic,
            Labelling labelling,
            Resolution resolution) {
        Quota quota = new Quota(Integer.MAX_VALUE, false, resolution);
        return new Parses(
                format,
                new Reading(
                        version,
                        Convention.PROMETHEUS,
                        Strictness.PROMETHEUS,
                        false,
                        false,
                        labelling,
                        quota,
                        true,
                        keepsClassic,
                        true));
    }

    private static List<String> rows(String text) throws Exception {
        return parses(ExpositionFormat.TEXT, MetricVersion.V2, false).rows(text);
    }

    private static NativeHistogram histogram(String text) throws Exception {
        List<Metric> rows =
                parses(ExpositionFormat.TEXT, MetricVersion.V2, false).metrics(HISTOGRAM + text);
        assertThat(rows).hasSize(1);
        return rows.getFirst().histogram(0);
    }

    @Test
    void bucketsSumAndCountBecomeOneHistogram() throws Exception {
        assertThat(histogram(WHOLE))
                .isEqualTo(new NativeHistogram(
                        -53,
                        5,
                        12.5,
                        0,
                        0,
                        new Buckets(new int[] {0, 3}, new double[] {1, 3, 1}),
                        Buckets.NONE,
                        new double[] {0.1, 1},
                        false));
        Parses again = parses(ExpositionFormat.TEXT, MetricVersion.V2, false);
        for (int pass = 0; pass < 3; pass++) {
            assertThat(again.rows("a 1\n" + WHOLE + "# TYPE z gauge\nz 2\n"))
                    .containsExactly(
                            "{} {a=1.0} UNTYPED",
                            "{} {z=2.0} GAUGE | z",
                            "{} {h=schema -53: 5.0 of 12.5, 0.0 within 0.0, [0, 3][1.0, 3.0, 1.0] [][] [0.1, 1.0]}"
                                    + " HISTOGRAM | h");
        }
    }

    @Test
    void eachSetOfLabelsIsAHistogramOfItsOwn() throws Exception {
        String text =
                "h_bucket{a=\"1\",le=\"1\"} 1\nh_bucket{le=\"1\",a=\"2\"} 2\nh_count{a=\"2\"} 2\nh_count{a=\"1\"} 3\n"
                        + "h_sum{a=\"q\\\"\\\\\\n\"} 3\nh_count{a=\"q\\\"\\\\\\n\"} 3\n";
        List<Metric> rows =
                parses(ExpositionFormat.TEXT, MetricVersion.V2, false).metrics(HISTOGRAM + text);
        assertThat(rows)
                .extracting(Metric::tags)
                .containsExactly(TagSet.of("a", "1"), TagSet.of("a", "2"), TagSet.of("a", "q\"\\\n"));
        assertThat(rows).extracting(row -> row.histogram(0).count()).containsExactly(3.0, 2.0, 3.0);
    }

    @Test
    void whatIsMissingIsFilledIn() throws Exception {
        assertThat(histogram("h_bucket{le=\"1\"} 2\nh_count 5\n").positive().counts())
                .as("the bucket without bound is what is left of the count")
                .containsExactly(2, 3);
        assertThat(histogram("h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\n").count())
                .isEqualTo(3);
        assertThat(histogram("h_bucket{le=\"1\"} 2\n").count()).isEqualTo(2);
        assertThat(histogram("h_bucket{le=\"+Inf\"} 3\nh_count 3\n").sum()).isZero();
        assertThat(histogram("h_sum 4\nh_count 3\n").customBounds()).isEmpty();
        assertThat(histogram("h_sum 0\nh_count 0\n").positive()).isEqualTo(Buckets.NONE);
    }

    @Test
    void bucketsMayComeInAnyOrderAndTheFirstOfABoundCounts() throws Exception {
        NativeHistogram mixed = histogram("h_count 9\nh_bucket{le=\"+Inf\"} 9\nh_bucket{le=\"5\"} 4\n"
                + "h_bucket{le=\"-1\"} 1\nh_bucket{le=\"5.0\"} 7\n");
        assertThat(mixed.customBounds()).containsExactly(-1, 5);
        assertThat(mixed.positive().counts()).containsExactly(1, 3, 5);
    }

    @Test
    void manyBucketsInTheWrongOrderTakeNoLongTime() {
        StringBuilder text = new StringBuilder();
        for (int bound = 200_000; bound > 0; bound--) {
            text.append("h_bucket{le=\"")
                    .append(bound)
                    .append("\"} ")
                    .append(bound)
                    .append('\n');
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(histogram(text.toString()).customBounds()).hasSize(200_000));
    }

    @Test
    void namesThatNeedQuotesAndCompositeValuesAreConvertedToo() throws Exception {
        String quoted =
                "# TYPE \"h.x\" histogram\n{\"h.x_bucket\",\"a.b\"=\"1\",le=\"1\"} 2\n{\"h.x_count\",\"a.b\"=\"1\"} 2\n";
        assertThat(rows(quoted)).singleElement().asString().startsWith("{a.b=\"1\"} {h.x=schema -53: 2.0 of 0.0");
        String composite = "# TYPE h histogram\nh{a=\"1\"} {count:3,sum:4,bucket:[1:2,+Inf:3]} st@2.5\n# EOF\n";
        assertThat(parses(ExpositionFormat.OPENMETRICS_2, MetricVersion.V2, false)
                        .rows(composite))
                .containsExactly("{a=\"1\"} {h=schema -53: 3.0 of 4.0, 0.0 within 0.0, [0, 2][2.0, 1.0] [][] [1.0]}"
                        + " HISTOGRAM | h since 2500000000");
    }

    /// As Prometheus compacts: up to two empty buckets stay where counts are whole, none where they are not.
    @Test
    void emptyBucketsAreLeftOut() throws Exception {
        String flat = "h_bucket{le=\"%d\"} %s\n";
        StringBuilder text = new StringBuilder();
        double[] counts = {0, 1, 1, 1, 2, 2, 2, 2, 3, 3};
        for (int i = 0; i < counts.length; i++) {
            text.append(flat.formatted(i, counts[i]));
        }
        assertThat(histogram(text.toString()).positive())
                .isEqualTo(new Buckets(new int[] {1, 4, 3, 1}, new double[] {1, 0, 0, 1, 1}));
        assertThat(histogram("h_bucket{le=\"1\"} 0.5\nh_bucket{le=\"2\"} 0.5\nh_count 1\n")
                        .positive())
                .isEqualTo(new Buckets(new int[] {0, 1, 1, 1}, new double[] {0.5, 0.5}));
    }

    @Test
    void whatMakesNoHistogramStaysClassic() throws Exception {
        for (String wrong : List.of(
                "h_bucket{le=\"1\"} 3\nh_bucket{le=\"2\"} 2\nh_count 3\n",
                "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_count 3\n",
                "h_bucket{le=\"1\"} -1\nh_bucket{le=\"2\"} 1\nh_count 1\n",
                "h_bucket{le=\"1\"} NaN\nh_bucket{le=\"2\"} 1\nh_count 1\n")) {
            assertThat(rows(HISTOGRAM + wrong))
                    .as(wrong)
                    .hasSize(3)
                    .allMatch(row -> row.contains("h_bucket=") || row.contains("h_count="));
        }
        assertThat(rows(HISTOGRAM + "h_sum 3\n")).containsExactly("{} {h_sum=3.0} HISTOGRAM | h");
        assertThat(rows(HISTOGRAM + "h_bucket{le=\"x\"} 3\n")).containsExactly("{le=\"x\"} {h_bucket=3.0} UNTYPED | h");
        assertThat(rows("# TYPE s summary\ns_sum 3\ns_count 1\nh_bucket{le=\"1\"} 3\n"))
                .containsExactly("{le=\"1\"} {h_bucket=3.0} UNTYPED", "{} {s_count=1.0, s_sum=3.0} SUMMARY | s");
    }

    @Test
    void classicSamplesStayOnRequest() throws Exception {
        assertThat(parses(ExpositionFormat.TEXT, MetricVersion.V2, true).rows(WHOLE))
                .hasSize(5)
                .filteredOn(row -> row.contains("schema -53"))
                .hasSize(1);
    }

    @Test
    void everyMappingHasItWhereNativeHistogramsGo() throws Exception {
        assertThat(parses(ExpositionFormat.TEXT, MetricVersion.V1, false).rows(WHOLE))
                .singleElement()
                .asString()
                .startsWith("h {} {value=schema -53");
        assertThat(parses(ExpositionFormat.TEXT, MetricVersion.KAPACITOR, false).rows(WHOLE))
                .singleElement()
                .asString()
                .startsWith("h {__name__=\"h\"} {value=schema -53");
    }

    @Test
    void openMetricsKeepExemplarsStartAndMetadata() throws Exception {
        String text = "# HELP h Help.\n# TYPE h histogram\n# UNIT h \n"
                + "h_bucket{le=\"1.0\"} 1 5 # {id=\"x\"} 0.5 4\nh_bucket{le=\"+Inf\"} 2 5 # {id=\"y\"} 7\n"
                + "h_count 2 5\nh_sum 3 5\nh_bucket{le=\"1.0\"} 2 6\nh_bucket{le=\"+Inf\"} 2 6\n# EOF\n";
        String detail = "HISTOGRAM 5000000000 | h 'Help.' since 1500000000 e.g. h{id=\"x\"} 0.5 at 4000000000";
        List<String> rows = parses(ExpositionFormat.OPENMETRICS, MetricVersion.V2, false)
                .rows(text.replace("h_sum 3 5\n", "h_sum 3 5\nh_created 1.5\n"));
        assertThat(rows).filteredOn(row -> row.contains("schema")).hasSize(2);
        assertThat(rows).anyMatch(row -> row.endsWith(detail));
        assertThat(rows).anyMatch(row -> row.contains("HISTOGRAM 6000000000"));
    }

    @Test
    void anExponentialTwinComesFirst() throws Exception {
        byte[] both = protobuf(true);
        assertThat(parses(ExpositionFormat.PROTOBUF, MetricVersion.V2, false).metrics(both))
                .singleElement()
                .matches(row -> row.histogram(0).schema() == 3);
        assertThat(parses(ExpositionFormat.PROTOBUF, MetricVersion.V2, true).rows(both))
                .hasSize(4)
                .noneMatch(row -> row.contains("schema -53"));
        assertThat(parses(ExpositionFormat.PROTOBUF, MetricVersion.V2, false).metrics(protobuf(false)))
                .singleElement()
                .matches(row -> row.histogram(0).schema() == -53)
                .matches(row -> row.histogram(0).count() == 3)
                .matches(row -> row.tags().equals(TagSet.of("z", "1", "a", "2")));
    }

    private static byte[] protobuf(boolean exponential) {
        return ProtoWriter.delimited(new ProtoWriter()
                .text(1, "h")
                .varint(3, 4)
                .message(
                        4,
                        metric -> metric.pair(1, "z", "1").pair(1, "a", "2").message(7, value -> {
                            value.varint(1, 3).float64(2, 4);
                            value.message(3, bucket -> bucket.varint(1, 1).float64(2, 1));
                            if (exponential) {
                                value.zigzag(5, 3).float64(6, 1e-4).varint(7, 3);
                            }
                        })));
    }

    /// Prometheus' rules see the histogram, and not the samples that it was made of.
    @Test
    void rulesSeeTheHistogram() throws Exception {
        List<String> seen = new ArrayList<>();
        Labelling noParts = (name, labels) -> {
            seen.add(name);
            return name.equals("h") ? new Labelling.Kept("renamed", labels) : Labelling.Dropped.BY_RULES;
        };
        Parses parses = parses(ExpositionFormat.TEXT, MetricVersion.V2, false, noParts, Resolution.ANY);
        for (int pass = 0; pass < 2; pass++) {
            assertThat(parses.rows(WHOLE)).singleElement().asString().startsWith("{} {renamed=schema -53: 5.0 of 12.5");
        }
        assertThat(seen).contains("h");
    }

    @Test
    void theLimitOfBucketsHoldsForConvertedOnes() {
        Parses parses = parses(ExpositionFormat.TEXT, MetricVersion.V2, false, Labelling.NONE, new Resolution(2, 8));
        assertThatThrownBy(() -> limited(parses))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("native_histogram_bucket_limit");
    }

    private static void limited(Parses parses) throws ParseException {
        Samples samples = new Samples();
        samples.begin(new Quota(Integer.MAX_VALUE, false, new Resolution(2, 8)));
        parses.parser()
                .parse(
                        ByteSource.of(WHOLE.getBytes(StandardCharsets.UTF_8), "test"),
                        ExpositionFormat.TEXT,
                        samples,
                        new RecordingAccumulator());
    }
}
