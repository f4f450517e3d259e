package io.heliograph.plugins.redis;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Series;
import java.util.HashMap;
import java.util.Map;

/// Keeps the handles of series from one report to the next, and forgets those that the last report did not have: commands,
/// databases, error codes and replicas come and go.
final class InfoSeries {
    private Map<String, Series> earlier = new HashMap<>();
    private Map<String, Series> present = new HashMap<>();

    /// The series of a measurement with up to one tag beside the role. Empty tags are none.
    Series of(Accumulator out, String measurement, String role, String tag, String value) {
        String key = measurement + '\n' + role + '\n' + value;
        Series series = earlier.get(key);
        if (series == null) {
            series = out.series(measurement, tag, value, "replication_role", role);
        }
        present.put(key, series);
        return series;
    }

    /// The series of a replica, which has tags of its own.
    Series ofReplica(Accumulator out, String line, String... tags) {
        String key = "redis_replication\n" + line;
        Series series = earlier.get(key);
        if (series == null) {
            series = out.series("redis_replication", tags);
        }
        present.put(key, series);
        return series;
    }

    /// Ends a report.
    void turn() {
        Map<String, Series> emptied = earlier;
        earlier = present;
        emptied.clear();
        present = emptied;
    }
}
