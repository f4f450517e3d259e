package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Row;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// Puts columns of the performance schema, which counts in picoseconds.
final class PerformanceRow {
    static final String MEASUREMENT = "mysql_perf_schema";
    private static final double PICOS_PER_SECOND = 1e12;

    private PerformanceRow() {}

    /// Columns one after the other, from a first one on, as they are.
    static void putCounts(Row row, Result result, int first, String... keys) throws SQLException {
        for (int i = 0; i < keys.length; i++) {
            row.put(keys[i], result.number(first + i));
        }
    }

    /// Columns one after the other, from a first one on, in seconds.
    static void putSeconds(Row row, Result result, int first, String... keys) throws SQLException {
        for (int i = 0; i < keys.length; i++) {
            row.put(keys[i], result.number(first + i) / PICOS_PER_SECOND);
        }
    }
}
