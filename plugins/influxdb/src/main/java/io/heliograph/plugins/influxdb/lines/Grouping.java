package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Splits a batch by destination, which tags may name.
///
/// @param standard where rows go that have no such tag
/// @param storeTag the tag that names the database or bucket; empty for none
/// @param dropStoreTag whether it is not written
/// @param policyTag the tag that names the retention policy; empty for none
/// @param dropPolicyTag whether it is not written
public record Grouping(
        Destination standard, String storeTag, boolean dropStoreTag, String policyTag, boolean dropPolicyTag) {

    /// The groups in the order of their first rows. Without such tags this is the batch itself.
    Map<Destination, Rows> split(MetricBatch batch) {
        if (storeTag.isEmpty() && policyTag.isEmpty()) {
            return Map.of(standard, Rows.all(batch));
        }
        Map<Destination, Group> groups = new LinkedHashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            Destination to = destination(batch.series(row));
            groups.computeIfAbsent(to, none -> new Group()).add(batch, row, written(batch.series(row)));
        }
        Map<Destination, Rows> split = new LinkedHashMap<>();
        groups.forEach((to, group) -> split.put(to, group.rows()));
        return split;
    }

    private Destination destination(Series series) {
        return new Destination(named(series, storeTag, standard.store()), named(series, policyTag, standard.policy()));
    }

    private static String named(Series series, String tag, String otherwise) {
        String value = tag.isEmpty() ? null : series.tag(tag);
        return value == null ? otherwise : value;
    }

    private Series written(Series series) {
        Series stored = dropStoreTag && !storeTag.isEmpty() ? series.without(storeTag) : series;
        return dropPolicyTag && !policyTag.isEmpty() ? stored.without(policyTag) : stored;
    }

    private static final class Group {
        private final MetricBatch.Builder rows = new MetricBatch.Builder();
        private int[] origins = new int[16];

        void add(MetricBatch batch, int row, Series as) {
            if (rows.size() == origins.length) {
                origins = Arrays.copyOf(origins, 2 * origins.length);
            }
            origins[rows.size()] = row;
            rows.copy(batch, row, as);
        }

        Rows rows() {
            int @Nullable [] own = Arrays.copyOf(origins, rows.size());
            return new Rows(rows.seal(), own);
        }
    }
}
