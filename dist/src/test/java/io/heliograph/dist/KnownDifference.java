package io.heliograph.dist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the agent does not do as Prometheus 2.42 does: as later versions do, or, where that is said, on purpose.
///
/// @param why the version that changed it and what it changed
record KnownDifference(String name, OutcomeDifference difference, String why) {
    private static final String UP = "up 1 1 1";
    private static final String DOWN = "up 0 0 0";

    private static final List<KnownDifference> TABLE = new ArrayList<>();

    static {
        since(
                "2.43",
                "exemplars may stand behind samples of any type (#11984)",
                DOWN,
                UP,
                "OpenMetrics/bad_exemplars_on_unallowed_metric_types_0",
                "OpenMetrics/bad_exemplars_on_unallowed_metric_types_2");
        since(
                "3.0",
                "names are any UTF-8 text, in quotes, and names of metrics may stand in braces",
                DOWN,
                UP,
                "exposition/common/errors/036",
                "exposition/common/errors/040",
                "exposition/common/errors/042",
                "exposition/common/families/008",
                "exposition/prometheus/text/TestUTF8PromParse",
                "exposition/victoriametrics/TestUnmarshalWithMetadata/018",
                "exposition/victoriametrics/TestUnmarshalWithMetadata/022",
                "exposition/victoriametrics/TestUnmarshalWithMetadata/023",
                "labels/quoted",
                "labels/quoted with a dot",
                "names/quoted",
                "names/quoted with a dot",
                "openmetrics/quoted name");
        since(
                "3.0",
                "blanks before a name do not fail the scrape, as they make no name that is not UTF-8; here they are no part of"
                        + " the name",
                DOWN,
                UP,
                "exposition/victoriametrics/TestUnmarshalWithMetadata/014",
                "lines/indented",
                "values/blanks around");
        since(
                "3.0",
                "the reader of labels in OpenMetrics, made anew for names in quotes, takes a comma behind the last one",
                DOWN,
                UP,
                "OpenMetrics/bad_missing_or_extra_commas_2",
                "openmetrics/trailing comma");
        since(
                "3.0",
                "a Content-Type that is missing, malformed or unknown fails the scrape, unless there is a"
                        + " fallback_scrape_protocol",
                UP,
                DOWN,
                "content type/*/*",
                "content type/application/json",
                "content type/none",
                "content type/text",
                "content type/text/html",
                "content type/text/plain; version");
        since(
                "3.0",
                "an answer of no bytes is a good one in any format",
                DOWN,
                UP,
                "exposition/prometheus/content_type/openmetrics-with-charset",
                "exposition/prometheus/content_type/openmetrics-with-charset-and-version",
                "exposition/prometheus/openmetrics/TestOpenMetricsParseErrors/002",
                "openmetrics/empty");
        onPurpose(
                "the names of content codings are the same in capitals (RFC 9110, 8.4.1)",
                DOWN,
                UP,
                "http/gzip in capitals");
        onPurpose(
                "a NUL where a line begins ends the text for Prometheus, and nobody hears of what follows",
                UP,
                DOWN,
                "lines/nul");
        onPurpose(
                "no time beyond the year 2262 can be told in nanoseconds; Prometheus stores none so far ahead either,"
                        + " but the rest",
                UP,
                DOWN,
                "times/far ahead");
        onPurpose(
                "every series ends with a scrape that failed; Prometheus forgets those that stood before the fault",
                "",
                "a{} stale",
                "sequence/a bad line between");
        onPurpose("no store looks at the order of times", "", "a{} 1.0", "twice/an earlier time after");
        onPurpose(
                "of two samples of a series and a time, outputs take the last one",
                "a{} 1.0",
                "a{} 2.0",
                "twice/same time");
        onPurpose(
                "a time of 0 is none; Prometheus stores no sample that old",
                "scrape_series_added{} 0.0",
                "a{} 1.0, scrape_series_added{} 1.0",
                "times/zero");
        onPurpose("as above", "", "a{} 0.0", "OpenMetrics/bad_grouping_or_ordering_8");
        onPurpose(
                "as above; and what has a time beyond the year 2262 is no sample",
                "scrape_samples_post_metric_relabeling{} 6.0, scrape_samples_scraped{} 6.0",
                "a_total{foo=1} 1.0, a_total{foo=2} 1.0, scrape_samples_post_metric_relabeling{} 5.0,"
                        + " scrape_samples_scraped{} 5.0",
                "OpenMetrics/timestamps");
        onPurpose(
                "a NUL may stand in labels of exemplars as in all others: the scrape fails for the missing EOF alone",
                "scrape_samples_post_metric_relabeling{} 0.0, scrape_samples_scraped{} 0.0, scrape_series_added{} 0.0",
                "scrape_samples_post_metric_relabeling{} 1.0, scrape_samples_scraped{} 1.0, scrape_series_added{} 1.0",
                "exposition/prometheus/openmetrics/TestOMNullByteHandling/011");
        onPurpose(
                "labels are checked before the value is read, so that such a sample does not count",
                "scrape_samples_scraped{} 1.0",
                "scrape_samples_scraped{} 0.0",
                "OpenMetrics/bad_invalid_labels_5",
                "exposition/common/errors/004",
                "labels/name as a label",
                "labels/twice");
    }

    private static void since(String version, String change, String theirs, String ours, String... names) {
        add("since " + version + ": " + change, theirs, ours, names);
    }

    private static void onPurpose(String reason, String theirs, String ours, String... names) {
        add("on purpose: " + reason, theirs, ours, names);
    }

    private static void add(String why, String theirs, String ours, String... names) {
        for (String name : names) {
            TABLE.add(new KnownDifference(name, new OutcomeDifference(theirs, ours), why));
        }
    }

    /// The table by the name of the case.
    static Map<String, KnownDifference> byCase() {
        Map<String, KnownDifference> byCase = new HashMap<>();
        TABLE.forEach(one -> byCase.put(one.name, one));
        return byCase;
    }
}
