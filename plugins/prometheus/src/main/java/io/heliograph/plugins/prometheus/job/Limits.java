package io.heliograph.plugins.prometheus.job;

import io.heliograph.api.DataSize;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;

/// How much a target may give; 0 stands for no limit. Prometheus' keys; unlike there, most limits are on, far above
/// what a sound target needs.
public record Limits(
        @Option(
                doc = "Most bytes of a body, unpacked, as Prometheus counts them: a body of just this size is too"
                        + " large. Goes before `content_length_limit`; 0 for none.",
                defaultValue = "0")
        DataSize bodySizeLimit,

        @Option(
                doc = "Most samples of a scrape, counted after metric relabelling; 0 for no limit.",
                defaultValue = "1000000")
        int sampleLimit,

        @Option(
                doc = "Most targets of this input after relabelling; with more of them all scrapes fail. 0 for no"
                        + " limit.",
                defaultValue = "0")
        int targetLimit,

        @Option(
                doc = "Most labels of a sample, those of the target and its name included; 0 for no limit.",
                defaultValue = "256")
        int labelLimit,

        @Option(doc = "Longest name of a label in bytes; 0 for no limit.", defaultValue = "1024")
        int labelNameLengthLimit,

        @Option(doc = "Longest value of a label in bytes; 0 for no limit.", defaultValue = "65536")
        int labelValueLengthLimit,

        @Option(
                doc = "Most buckets of a native histogram; its resolution is lowered until they fit. 0 for no limit.",
                defaultValue = "0")
        int nativeHistogramBucketLimit,

        @Option(
                doc = "Least growth from one bucket of a native histogram to the next, such as 1.1: finer ones are"
                        + " merged. 0 for as they come.",
                defaultValue = "0.0")
        double nativeHistogramMinBucketFactor,

        @Option(
                doc = "What happens at a limit of samples, labels or their lengths: `fail` the scrape, as Prometheus"
                        + " does, or `truncate`: the first samples are used, those with too many or too long labels"
                        + " are left out, and both are counted.",
                defaultValue = "fail")
        OnLimit onLimit) {

    /// What happens at a limit.
    public enum OnLimit {
        /// The scrape fails.
        FAIL,
        /// What is too much is left out.
        TRUNCATE
    }

    /// @throws InvalidOptionException for a limit below zero
    public Limits {
        check("sample_limit", sampleLimit);
        check("target_limit", targetLimit);
        check("label_limit", labelLimit);
        check("label_name_length_limit", labelNameLengthLimit);
        check("label_value_length_limit", labelValueLengthLimit);
        check("native_histogram_bucket_limit", nativeHistogramBucketLimit);
        if (!(nativeHistogramMinBucketFactor >= 0)) {
            throw new InvalidOptionException(
                    "native_histogram_min_bucket_factor", "below zero: " + nativeHistogramMinBucketFactor);
        }
    }

    static void check(String key, int limit) {
        if (limit < 0) {
            throw new InvalidOptionException(key, "below zero: " + limit + " (0 for no limit)");
        }
    }
}
