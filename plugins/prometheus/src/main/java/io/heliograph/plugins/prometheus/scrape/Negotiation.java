package io.heliograph.plugins.prometheus.scrape;

import io.heliograph.plugins.common.http.Headers;
import io.heliograph.plugins.prometheus.exposition.ExpositionFormat;
import io.heliograph.plugins.prometheus.job.Formats;
import io.heliograph.plugins.prometheus.job.ScrapeProtocol;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which formats a target is asked for, and in which one an answer is.
///
/// @param protocols to ask for, the best one first
/// @param escaping how names are to be written
/// @param fallback the format of answers that do not say, or null
/// @param isAssumed whether nobody asked for that fallback: it is not used for a type that is not well-formed
/// @param override the format of all answers, or null
record Negotiation(
        List<ScrapeProtocol> protocols,
        Formats.NameEscaping escaping,
        @Nullable ScrapeProtocol fallback,
        boolean isAssumed,
        @Nullable ExpositionFormat override) {
    private static final int KNOWN = 5;
    private static final List<ScrapeProtocol> DISCOVERED = List.of(
            ScrapeProtocol.OPEN_METRICS_TEXT_1_0_0,
            ScrapeProtocol.OPEN_METRICS_TEXT_0_0_1,
            ScrapeProtocol.PROMETHEUS_TEXT_1_0_0,
            ScrapeProtocol.PROMETHEUS_TEXT_0_0_4);

    /// What the job says of a target. Those of `urls` are asked for text and taken to answer in it, as Telegraf does:
    /// OpenMetrics names the same metrics otherwise.
    static Negotiation of(PrometheusConfig config, ScrapeTarget target) {
        Formats formats = config.formats();
        List<ScrapeProtocol> protocols = formats.protocols();
        if (protocols == null) {
            protocols = target.isOwn() ? List.of(ScrapeProtocol.PROMETHEUS_TEXT_0_0_4) : DISCOVERED;
        }
        if (target.histograms().natives()) {
            protocols = withProtoFirst(protocols);
        }
        ScrapeProtocol fallback = formats.fallback();
        boolean assumed = fallback == null && target.isOwn();
        if (assumed) {
            fallback = ScrapeProtocol.PROMETHEUS_TEXT_0_0_4;
        }
        return new Negotiation(
                protocols,
                formats.escaping(),
                fallback,
                assumed,
                config.contentTypeOverride().format());
    }

    private static List<ScrapeProtocol> withProtoFirst(List<ScrapeProtocol> protocols) {
        List<ScrapeProtocol> all = new ArrayList<>(protocols);
        all.remove(ScrapeProtocol.PROMETHEUS_PROTO);
        all.addFirst(ScrapeProtocol.PROMETHEUS_PROTO);
        return List.copyOf(all);
    }

    /// The headers of a request.
    ///
    /// @param compresses whether the answer may be packed
    Headers headers(Duration timeout, boolean compresses) {
        return Headers.NONE
                .with("Accept", accept())
                .with("Accept-Encoding", compresses ? "gzip" : "identity")
                .with("X-Prometheus-Scrape-Timeout-Seconds", seconds(timeout));
    }

    /// Qualities fall from 0.1 above the number of formats that Prometheus knows; anything else comes last.
    String accept() {
        StringBuilder text = new StringBuilder();
        int tenths = Math.max(KNOWN, protocols.size()) + 1;
        for (ScrapeProtocol protocol : protocols) {
            text.append(protocol.mediaType()).append(';').append(protocol.parameters());
            if (protocol.escapes()) {
                text.append(";escaping=").append(escaping.text());
            }
            text.append(";q=0.").append(tenths--).append(',');
        }
        return text.append("*/*;q=0.").append(tenths).toString();
    }

    private static String seconds(Duration timeout) {
        return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    /// The format of an answer: see [ExpositionFormat#of(String)].
    ///
    /// @param contentType as the answer has it, or null
    /// @throws IOException for a type that nobody knows, where there is no fallback
    ExpositionFormat format(@Nullable String contentType) throws IOException {
        if (override != null) {
            return override;
        }
        ExpositionFormat known = ExpositionFormat.of(contentType);
        if (known != null) {
            return known;
        }
        boolean missing = contentType == null || contentType.isEmpty();
        boolean broken = !missing && !ExpositionFormat.isMediaType(contentType);
        if (fallback == null || broken && isAssumed) {
            throw new IOException(
                    missing
                            ? "the answer has no Content-Type, and fallback_scrape_protocol is not set"
                            : "the answer has the Content-Type '" + contentType
                                    + "', which is unknown, and fallback_scrape_protocol is not set");
        }
        return fallback.format();
    }
}
