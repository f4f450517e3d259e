package io.heliograph.plugins.prometheus.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.testkit.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Prometheus asks for and takes.
class NegotiationTest {
    private final TestContext context = new TestContext("inputs.prometheus");

    private Negotiation discovered(String options) throws Exception {
        PrometheusConfig config = Configured.by(options, context);
        TargetBuilder builder = new TargetBuilder(config, "job", Duration.ofSeconds(10));
        return Negotiation.of(config, builder.build(TagSet.of("__address__", "h:1")));
    }

    private Negotiation own(String options) throws Exception {
        PrometheusConfig config = Configured.by("urls = ['http://h']\n" + options, context);
        ScrapeTarget.Histograms none = new ScrapeTarget.Histograms(false, false, false);
        return Negotiation.of(
                config,
                new ScrapeTarget(
                        Location.of("http://h"), TagSet.EMPTY, TagSet.EMPTY, null, Duration.ofSeconds(5), true, none));
    }

    @Test
    void asksDiscoveredTargetsAsPrometheusDoes() throws Exception {
        assertThat(discovered("").accept())
                .isEqualTo("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "application/openmetrics-text;version=0.0.1;q=0.5,"
                        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2");
        assertThat(discovered("metric_name_validation_scheme = 'legacy'\nscrape_protocols = ['PrometheusText1.0.0']")
                        .accept())
                .isEqualTo("text/plain;version=1.0.0;escaping=underscores;q=0.6,*/*;q=0.5");
        assertThat(discovered("scrape_native_histograms = true").accept())
                .startsWith("application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                        + "encoding=delimited;q=0.6,application/openmetrics-text")
                .endsWith("text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
    }

    @Test
    void asksTargetsOfUrlsForText() throws Exception {
        assertThat(own("").accept()).isEqualTo("text/plain;version=0.0.4;q=0.6,*/*;q=0.5");
    }

    @Test
    void sendsTimeoutAndEncoding() throws Exception {
        Headers headers = discovered("").headers(Duration.ofMillis(2500), true);
        assertThat(headers.first("X-Prometheus-Scrape-Timeout-Seconds")).isEqualTo("2.5");
        assertThat(headers.first("Accept-Encoding")).isEqualTo("gzip");
        assertThat(discovered("").headers(Duration.ofSeconds(10), false).first("Accept-Encoding"))
                .isEqualTo("identity");
        assertThat(discovered("").headers(Duration.ofSeconds(10), false).first("X-Prometheus-Scrape-Timeout-Seconds"))
                .isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "text/plain, TEXT",
                "text/plain; version=0.0.4; charset=utf-8, TEXT",
                "TEXT/PLAIN;, TEXT",
                "text/plain; version=\"9\", TEXT",
                "application/openmetrics-text; version=1.0.0; charset=utf-8, OPENMETRICS",
                "application/openmetrics-text; version=2.0.0, OPENMETRICS_2",
                "application/openmetrics-protobuf;version=1.0.0, OPENMETRICS_PROTOBUF",
                "application/vnd.google.protobuf; proto=openmetrics.MetricSet, OPENMETRICS_PROTOBUF",
                "application/openmetrics-text; charset=UTF-8; charset=utf-8, null",
                "application/vnd.google.protobuf; proto=x, PROTOBUF",
                "text/html, null",
                "null, null",
                "invalid/invalid/invalid, null",
                "/, null",
                "invalid/, null",
                "text/plain; version, null",
                "text/plain version=1, null",
            })
    void readsByTheMediaTypeAlone(String contentType, String format) throws Exception {
        Negotiation plain = discovered("");
        if (format != null) {
            assertThat(plain.format(contentType).toString()).isEqualTo(format);
        } else {
            assertThatThrownBy(() -> plain.format(contentType)).hasMessageContaining("fallback_scrape_protocol");
            assertThat(discovered("fallback_scrape_protocol = 'PrometheusProto'")
                            .format(contentType))
                    .isEqualTo(ExpositionFormat.PROTOBUF);
        }
    }

    @Test
    void takesAnswersOfUrlsForTextButBrokenTypes() throws Exception {
        assertThat(own("").format(null)).isEqualTo(ExpositionFormat.TEXT);
        assertThat(own("").format("text/html")).isEqualTo(ExpositionFormat.TEXT);
        assertThatThrownBy(() -> own("").format("invalid/invalid/invalid")).hasMessageContaining("Content-Type");
        assertThat(own("content_type_override = 'text'").format("application/openmetrics-text"))
                .isEqualTo(ExpositionFormat.TEXT);
    }
}
