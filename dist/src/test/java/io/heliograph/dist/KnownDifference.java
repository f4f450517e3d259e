package io.heliograph.dist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What later versions of Prometheus do otherwise than 2.42, and the agent with them.
///
/// @param theirs `up` of the first scrapes in 2.42
/// @param ours in the agent
/// @param since the version that changed it, and how
record KnownDifference(String name, String theirs, String ours, String since) {
    private static final String UP = "1.0 1.0 1.0";
    private static final String DOWN = "0.0 0.0 0.0";

    private static final List<KnownDifference> TABLE = List.of();

    static Map<String, KnownDifference> byCase() {
        Map<String, KnownDifference> byCase = new LinkedHashMap<>();
        TABLE.forEach(one -> byCase.put(one.name, one));
        return byCase;
    }

    private static final Pattern WHOLE = Pattern.compile("\\b(le|quantile)=(-?\\d+)(?=[,}])");

    /// 3.0 writes the bounds of classic histograms and the quantiles of summaries as OpenMetrics does: `le="1"` is `1.0`.
    static Set<String> asToday(Set<String> samples) {
        Set<String> today = new TreeSet<>();
        samples.forEach(sample -> today.add(WHOLE.matcher(sample).replaceAll("$1=$2.0")));
        return today;
    }
}
