package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.plugins.common.relabel.NameValidation;
import io.heliograph.plugins.prometheus.exposition.Strictness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How targets may answer, how that is read, and what metrics are made of it.
public record Formats(
        @Option(
                doc = "The formats to ask for, the best one first: `OpenMetricsText2.0.0`, `OpenMetricsText1.0.0`,"
                        + " `OpenMetricsText0.0.1`, `PrometheusText1.0.0`, `PrometheusText0.0.4`, `PrometheusProto`."
                        + " Without it, Prometheus' defaults for discovered targets, and text alone for `urls`.",
                example = "[\"OpenMetricsText1.0.0\", \"PrometheusText0.0.4\"]")
        @Nullable
        List<String> scrapeProtocols,

        @Option(
                doc = "The format of an answer that does not say, or whose Content-Type nobody knows. Without it such"
                        + " an answer fails, but of a target of `urls`, which is taken to be text.",
                example = "PrometheusText0.0.4")
        @Nullable
        String fallbackScrapeProtocol,

        @Option(doc = "Whether native histograms are asked for and read; `PrometheusProto` is asked for first then.")
        boolean scrapeNativeHistograms,

        @Option(
                doc = "Whether the classic buckets of a native histogram are read as well, and those of one"
                        + " that was converted stay.")
        boolean alwaysScrapeClassicHistograms,

        @Option(
                doc =
                        "Whether classic histograms become native ones with custom buckets (NHCB). What makes none, as its"
                                + " buckets fall, stays classic.")
        boolean convertClassicHistogramsToNhcb,

        @Option(
                doc = "Which names of metrics and labels are valid: `utf8` for all, `legacy` for letters, digits and"
                        + " underscores.",
                defaultValue = "utf8")
        NameValidation metricNameValidationScheme,

        @Option(
                doc = "How targets are asked to write names that are not letters, digits and underscores:"
                        + " `allow-utf-8`, `underscores`, `dots` or `values`. Without it `allow-utf-8`, or"
                        + " `underscores` where names are `legacy`.",
                example = "underscores")
        @Nullable
        NameEscaping metricNameEscapingScheme,

        @Option(
                doc = "What becomes of an answer with a fault: `prometheus` refuses it where Prometheus does, `strict`"
                        + " where the standard says so, `lenient` leaves bad lines out, counts them and shows the"
                        + " last one.",
                defaultValue = "prometheus")
        Strictness strictness,

        @Option(
                doc = "What metrics are made of samples: `telegraf`, by `metric_version`; or `kapacitor`: a metric of"
                        + " the sample's name with a field `value`.",
                defaultValue = "telegraf")
        MetricMapping mapping) {

    /// How names are written by those that may not write them as they are.
    public enum NameEscaping {
        /// As they are.
        ALLOW_UTF_8("allow-utf-8"),
        /// An underscore for each character.
        UNDERSCORES("underscores"),
        /// `_dot_` for a dot, and two underscores for one.
        DOTS("dots"),
        /// `U__`, and the code point of each character.
        VALUES("values");

        private final String text;

        NameEscaping(String text) {
            this.text = text;
        }

        /// As in the header `Accept`.
        public String text() {
            return text;
        }
    }

    /// What metrics are made of samples.
    public enum MetricMapping {
        /// As Telegraf, by `metric_version`.
        TELEGRAF,
        /// As Kapacitor.
        KAPACITOR
    }

    /// @throws InvalidOptionException for a protocol that nobody knows, twice the same, or none
    public Formats {
        scrapeProtocols = scrapeProtocols == null ? null : List.copyOf(scrapeProtocols);
        if (scrapeProtocols != null) {
            checkProtocols(scrapeProtocols);
        }
        if (fallbackScrapeProtocol != null) {
            ScrapeProtocol.of("fallback_scrape_protocol", fallbackScrapeProtocol);
        }
        if (metricNameValidationScheme == NameValidation.LEGACY
                && metricNameEscapingScheme == NameEscaping.ALLOW_UTF_8) {
            throw new InvalidOptionException(
                    "metric_name_escaping_scheme",
                    "'allow-utf-8' asks for names that metric_name_validation_scheme = \"legacy\" refuses (try"
                            + " underscores)");
        }
    }

    private static void checkProtocols(List<String> names) {
        Set<ScrapeProtocol> known = EnumSet.noneOf(ScrapeProtocol.class);
        for (String name : names) {
            if (!known.add(ScrapeProtocol.of("scrape_protocols", name))) {
                throw new InvalidOptionException("scrape_protocols", "twice in the list: '" + name + "'");
            }
        }
        if (names.isEmpty()) {
            throw new InvalidOptionException("scrape_protocols", "names no protocol (try PrometheusText0.0.4)");
        }
    }

    /// The formats that the configuration asks for, the best one first; null for the defaults.
    public @Nullable List<ScrapeProtocol> protocols() {
        if (scrapeProtocols == null) {
            return null;
        }
        List<ScrapeProtocol> protocols = new ArrayList<>();
        for (String name : scrapeProtocols) {
            protocols.add(ScrapeProtocol.of("scrape_protocols", name));
        }
        return List.copyOf(protocols);
    }

    /// The format of answers that do not say, or null.
    public @Nullable ScrapeProtocol fallback() {
        return fallbackScrapeProtocol == null
                ? null
                : ScrapeProtocol.of("fallback_scrape_protocol", fallbackScrapeProtocol);
    }

    /// How targets are asked to write names.
    public NameEscaping escaping() {
        if (metricNameEscapingScheme != null) {
            return metricNameEscapingScheme;
        }
        return metricNameValidationScheme == NameValidation.LEGACY
                ? NameEscaping.UNDERSCORES
                : NameEscaping.ALLOW_UTF_8;
    }
}
