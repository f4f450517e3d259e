package io.heliograph.dist;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How two scrapers disagree about a target: in `up` of its scrapes where they do, and else in samples.
///
/// @param theirs what Prometheus has and the agent has not; empty for nothing
/// @param ours the opposite
record OutcomeDifference(String theirs, String ours) {
    static final OutcomeDifference NONE = new OutcomeDifference("", "");

    private static final Pattern BOUND = Pattern.compile("\\b(le|quantile)=([^,}]+)");
    /// What is the same in all lines of a target, or not the same from run to run.
    private static final Pattern CONTEXT =
            Pattern.compile("(?:, )?instance=127[^,}]*, job=beside(?:, )?| (?:in scrape \\d|at \\d+)$");

    static OutcomeDifference between(CaseOutcome their, CaseOutcome our) {
        if (!their.ups().equals(our.ups())) {
            return new OutcomeDifference("up " + their.ups(), "up " + our.ups());
        }
        Set<String> missing = new TreeSet<>();
        Set<String> added = new TreeSet<>(our.samples());
        for (String line : their.samples()) {
            if (!added.remove(line) && !added.remove(asToday(line))) {
                missing.add(line);
            }
        }
        return new OutcomeDifference(shortened(missing), shortened(added));
    }

    /// 3.0 writes the bounds of classic histograms and the quantiles of summaries as OpenMetrics does: of `le="1"` it
    /// makes `le="1.0"`, whatever the format.
    private static String asToday(String line) {
        Matcher bound = BOUND.matcher(line);
        return bound.find() ? bound.replaceFirst("$1=" + written(bound.group(2))) : line;
    }

    private static String written(String bound) {
        try {
            return Double.toString(Double.parseDouble(bound));
        } catch (NumberFormatException infinite) {
            return bound;
        }
    }

    private static String shortened(Set<String> lines) {
        Set<String> kinds = new TreeSet<>();
        lines.forEach(line -> kinds.add(CONTEXT.matcher(line).replaceAll("")));
        return String.join(", ", kinds);
    }
}
