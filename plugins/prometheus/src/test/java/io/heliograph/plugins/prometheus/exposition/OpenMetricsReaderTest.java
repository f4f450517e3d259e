package io.heliograph.plugins.prometheus.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Detail;
import io.heliograph.api.Metric;
import io.heliograph.api.NativeHistogram;
import io.heliograph.api.NativeHistogram.Buckets;
import io.heliograph.api.ParseException;
import io.heliograph.api.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsReaderTest {
    private static final String EOF = "# EOF\n";

    private final Parses first = Parses.of(ExpositionFormat.OPENMETRICS);
    private final Parses second = Parses.of(ExpositionFormat.OPENMETRICS_2);

    @Test
    void keepsWhatIsSaidBeyondValues() throws Exception {
        String text = "# HELP c Counts \\\"all\\\".\n# TYPE c counter\n"
                + "c_total{a=\"1\"} 5 1000.5 # {id=\"x\",b=\"y\"} 0.5 999.25\n"
                + "c_created{a=\"1\"} 123.25\n"
                + "c_total{a=\"2\"} 6\n"
                + EOF;
        for (int pass = 0; pass < 3; pass++) {
            assertThat(first.rows(text))
                    .containsExactly(
                            "{a=\"1\"} {c_total=5.0} COUNTER 1000500000000 | c 'Counts \"all\".' since 123250000000"
                                    + " e.g. c_total{b=\"y\", id=\"x\"} 0.5 at 999250000000",
                            "{a=\"1\"} {c_created=123.25} COUNTER | c 'Counts \"all\".'",
                            "{a=\"2\"} {c_total=6.0} COUNTER | c 'Counts \"all\".'");
        }
    }

    /// `_created` may stand before the counter, and tells of no other.
    @Test
    void findsTheCounterOfAStartTime() throws Exception {
        String text = "# TYPE c counter\nc_created{a=\"1\"} 5\nc_total{a=\"1\"} 1\nc_total{a=\"2\"} 1\n"
                + "# TYPE \"d.e\" counter\n{\"d.e_total\",x=\"y\"} 1\n{\"d.e_created\",x=\"y\"} 7\n" + EOF;
        for (int pass = 0; pass < 3; pass++) {
            assertThat(first.rows(text))
                    .containsExactly(
                            "{a=\"1\"} {c_created=5.0} COUNTER | c",
                            "{a=\"1\"} {c_total=1.0} COUNTER | c" + (pass == 0 ? "" : " since 5000000000"),
                            "{a=\"2\"} {c_total=1.0} COUNTER | c",
                            "{x=\"y\"} {d.e_total=1.0} COUNTER | d.e since 7000000000",
                            "{x=\"y\"} {d.e_created=7.0} COUNTER | d.e");
        }
    }

    @Test
    void groupsHaveTheirStartTimeInAllRows() throws Exception {
        String text = "# TYPE h histogram\n# UNIT h h\n".replace("# UNIT h h\n", "")
                + "h_bucket{le=\"1\"} 1 # {} 0.5\nh_bucket{le=\"+Inf\"} 2\nh_count 2\nh_sum 3\nh_created 4\n" + EOF;
        assertThat(first.rows(text))
                .containsExactly(
                        "{le=\"1.0\"} {h_bucket=1.0} HISTOGRAM | h since 4000000000 e.g. h_bucket{} 0.5",
                        "{le=\"+Inf\"} {h_bucket=2.0} HISTOGRAM | h since 4000000000",
                        "{} {h_created=4.0} HISTOGRAM | h since 4000000000",
                        "{} {h_count=2.0, h_sum=3.0} HISTOGRAM | h since 4000000000");
        List<Metric> again = first.metrics(text);
        assertThat(again.get(1).detail()).isSameAs(first.metrics(text).get(1).detail());
    }

    @Test
    void knowsAllTypes() throws Exception {
        String text = "# TYPE g gauge\ng 1\n# TYPE u unknown\nu 2\n# TYPE i info\ni_info{v=\"1\"} 1\n"
                + "# TYPE s stateset\ns{s=\"on\"} 1\n# TYPE gh gaugehistogram\ngh_bucket{le=\"+Inf\"} 3\ngh_gcount 3\n"
                + "gh_gsum -1\n# TYPE q summary\nq{quantile=\"0.5\"} 4\nq_count 5\nq_sum 6\n# TYPE m_seconds gauge\n"
                + "# UNIT m_seconds seconds\nm_seconds 7\nnone 8\n" + EOF;
        assertThat(first.rows(text))
                .containsExactly(
                        "{} {g=1.0} GAUGE | g",
                        "{} {u=2.0} UNTYPED | u",
                        "{v=\"1\"} {i_info=1.0} INFO | i",
                        "{s=\"on\"} {s=1.0} STATE_SET | s",
                        "{le=\"+Inf\"} {gh_bucket=3.0} GAUGE_HISTOGRAM | gh",
                        "{quantile=\"0.5\"} {q=4.0} SUMMARY | q",
                        "{} {m_seconds=7.0} GAUGE | m_seconds in seconds",
                        "{} {none=8.0} UNTYPED",
                        "{} {gh_gcount=3.0, gh_gsum=-1.0} GAUGE_HISTOGRAM | gh",
                        "{} {q_count=5.0, q_sum=6.0} SUMMARY | q");
    }

    @Test
    void aMetricMayHaveSeveralPoints() throws Exception {
        String text = "# TYPE q summary\nq_count 1 1\nq_sum 2 1\nq_count 3 2\nq_sum 4 2\n" + EOF;
        assertThat(first.rows(text))
                .containsExactly(
                        "{} {q_count=1.0, q_sum=2.0} SUMMARY 1000000000 | q",
                        "{} {q_count=3.0, q_sum=4.0} SUMMARY 2000000000 | q");
    }

    @Test
    void timesBeforeTheEpochAndBeyondAllBounds() throws Exception {
        assertThat(first.rows("a 1 -1.5\nb 1 12345678901234567890.5\nc 1\n" + EOF))
                .containsExactly("{} {a=1.0} UNTYPED -1500000000", "{} {c=1.0} UNTYPED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\r\n",
                "\ufeffa 1\n",
                "a{b=\"x\ny\"} 1\n",
                "a {b=\"c\"} 1\n",
                "a{ b=\"c\"} 1\n",
                "a{b=\"c\", d=\"e\"} 1\n",
                "a{b=\"c\",b=\"d\"} 1\n",
                "a\u0000 1\n",
                "a 1e400\n",
                "a 1 1e400\n",
                "# TYPE a untyped\n",
                "# HELP a\n",
                "# TYPE a gauge\r\n",
                "#comment\n",
                "# comment\n",
                "a 1 # {b=\"c\"} 1 2 3\n",
                "a 1 # {b=\"c\"} 1 # {b=\"c\"} 1\n",
                "a 1 st@5\n",
                "a {count:1,sum:1,bucket:[+Inf:1]}\n"
            })
    void refuses(String line) {
        assertThatThrownBy(() -> first.metrics("good 1\n" + line + EOF))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void newTypesAreFollowed() throws Exception {
        String sample = "a_total 1\n" + EOF;
        assertThat(first.metrics("# TYPE a counter\n" + sample).get(0).type()).isEqualTo(ValueType.COUNTER);
        assertThat(first.metrics(sample).get(0).type()).isEqualTo(ValueType.UNTYPED);
        assertThat(first.metrics("# TYPE a_total gauge\n" + sample).get(0).type())
                .isEqualTo(ValueType.GAUGE);
        assertThat(first.metrics("# TYPE a counter\n" + sample).get(0).type()).isEqualTo(ValueType.COUNTER);
    }

    @Test
    void metadataAreSharedAndFollowed() throws Exception {
        String text = "# TYPE a gauge\n# HELP a one\na{x=\"1\"} 1\na{x=\"2\"} 1\n" + EOF;
        List<Metric> before = first.metrics(text);
        List<Metric> after = first.metrics(text);
        assertThat(after.get(1).detail()).isSameAs(before.get(0).detail());
        Detail other = first.metrics(text.replace("one", "two")).get(0).detail();
        assertThat(other.metadata().help()).isEqualTo("two");
        assertThat(first.metrics("a{x=\"1\"} 1\n" + EOF).get(0).detail()).isNull();
    }

    @Test
    void valuesOfSeveralPartsBecomeTheSamplesOfVersionOne() throws Exception {
        String text = "# TYPE h histogram\nh{a=\"b\"} {count:3,sum:4.5,bucket:[0.5:1,1e1:2,+Inf:3]} 7 st@5.5"
                + " # {id=\"x\"} 0.7 6 # {id=\"y\"} 99 6\n"
                + "# TYPE \"q.r\" summary\n{\"q.r\"} {count:2,sum:3,quantile:[0.5:1]}\n"
                + "# TYPE g gaugehistogram\ng {gcount:1,gsum:2,bucket:[+Inf:1]}\n"
                + "# TYPE c_total counter\nc_total 1 st@9\n" + EOF;
        for (int pass = 0; pass < 2; pass++) {
            assertThat(second.rows(text))
                    .containsExactly(
                            "{a=\"b\", le=\"0.5\"} {h_bucket=1.0} HISTOGRAM 7000000000 | h since 5500000000",
                            "{a=\"b\", le=\"10.0\"} {h_bucket=2.0} HISTOGRAM 7000000000 | h since 5500000000"
                                    + " e.g. h_bucket{id=\"x\"} 0.7 at 6000000000",
                            "{a=\"b\", le=\"+Inf\"} {h_bucket=3.0} HISTOGRAM 7000000000 | h since 5500000000"
                                    + " e.g. h_bucket{id=\"y\"} 99.0 at 6000000000",
                            "{quantile=\"0.5\"} {q.r=1.0} SUMMARY | q.r",
                            "{le=\"+Inf\"} {g_bucket=1.0} GAUGE_HISTOGRAM | g",
                            "{} {c_total=1.0} COUNTER | c_total since 9000000000",
                            "{a=\"b\"} {h_count=3.0, h_sum=4.5} HISTOGRAM 7000000000 | h since 5500000000",
                            "{} {q.r_count=2.0, q.r_sum=3.0} SUMMARY | q.r",
                            "{} {g_gcount=1.0, g_gsum=2.0} GAUGE_HISTOGRAM | g");
        }
    }

    @Test
    void nativeHistogramsStayWhole() throws Exception {
        String text = "# TYPE h histogram\nh{a=\"b\"} {count:9,sum:4.5,schema:3,zero_threshold:1e-4,zero_count:2,"
                + "negative_spans:[1:1],negative_buckets:[2],positive_spans:[-3:1,2:2],positive_buckets:[3,1,1],"
                + "bucket:[1:4,+Inf:9]} st@5 # {id=\"x\"} 0.7 6\n" + EOF;
        Metric row = second.metrics(text).get(0);
        assertThat(row.histogram(0))
                .isEqualTo(new NativeHistogram(
                        3,
                        9,
                        4.5,
                        1e-4,
                        2,
                        new Buckets(new int[] {-3, 1, 2, 2}, new double[] {3, 1, 1}),
                        new Buckets(new int[] {1, 1}, new double[] {2}),
                        new double[0],
                        false));
        assertThat(row.type()).isEqualTo(ValueType.HISTOGRAM);
        assertThat(row.detail().createdNanos()).isEqualTo(5_000_000_000L);
        assertThat(row.detail().exemplars()).hasSize(1);
        assertThat(second.metrics(text)).hasSize(1);
        Parses both = new Parses(
                ExpositionFormat.OPENMETRICS_2,
                Parses.reading(MetricVersion.V2, Convention.PROMETHEUS, Strictness.PROMETHEUS, true));
        assertThat(both.metrics(text)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{count:1,sum:1}",
                "{sum:1,count:1,bucket:[+Inf:1]}",
                "{count:1, sum:1,bucket:[+Inf:1]}",
                "{count:1,sum:1,bucket:[+Inf:1]",
                "{count:1,sum:1,bucket:[+Inf:1}",
                "{count:1,sum:1,bucket:[+Inf]}",
                "{count:1,sum:1,schema:9,zero_threshold:0,zero_count:1}",
                "{count:1,sum:1,schema:1.5,zero_threshold:0,zero_count:1}",
                "{count:1,sum:1,schema:1,zero_threshold:0,zero_count:1,positive_spans:[0:2],positive_buckets:[1]}",
                "{count:1,sum:1,schema:1,zero_threshold:0,zero_count:1,positive_spans:[0:0],positive_buckets:[]}",
                "{count:1,sum:1,schema:1,zero_threshold:0,zero_count:1,positive_spans:[0:2000000000],positive_buckets:[1]}"
            })
    void refusesPartsThatAreNone(String value) {
        assertThatThrownBy(() -> second.metrics("# TYPE h histogram\nh " + value + "\n" + EOF))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void telegrafHasAFieldForEachState() throws Exception {
        String text = "# TYPE alarm stateset\nalarm{at=\"door\",alarm=\"is open\"} 1\n"
                + "alarm{at=\"door\",alarm=\"broken\"} 0\n" + EOF;
        Parses two =
                new Parses(ExpositionFormat.OPENMETRICS, MetricVersion.V2, Convention.TELEGRAF, Strictness.PROMETHEUS);
        assertThat(two.rows(text))
                .containsExactly(
                        "openmetric {at=\"door\"} {alarm_is_open=true} STATE_SET | alarm",
                        "openmetric {at=\"door\"} {alarm_broken=false} STATE_SET | alarm");
        Parses one =
                new Parses(ExpositionFormat.OPENMETRICS, MetricVersion.V1, Convention.TELEGRAF, Strictness.PROMETHEUS);
        assertThat(one.rows(text))
                .containsExactly("alarm {at=\"door\"} {broken=false, is open=true} STATE_SET | alarm");
    }

    @Test
    void lenientSkipsLinesAndSaysSo() throws Exception {
        Parses lenient =
                new Parses(ExpositionFormat.OPENMETRICS, MetricVersion.V2, Convention.PROMETHEUS, Strictness.LENIENT);
        assertThat(lenient.rows("a 1\n\n# what\nb{x=\"y} 2\nc 3\nd 4"))
                .containsExactly("{} {a=1.0} UNTYPED", "{} {c=3.0} UNTYPED", "{} {d=4.0} UNTYPED");
        assertThat(lenient.parser().skippedLines()).isEqualTo(1);
        assertThat(lenient.parser().lastFault()).startsWith("line 4: ");
    }
}
