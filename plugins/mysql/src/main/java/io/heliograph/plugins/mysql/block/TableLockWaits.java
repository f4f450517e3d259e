package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How often and how long statements waited for the lock of each table: the server's own locks, and those of storage
/// engines.
public final class TableLockWaits implements Block {
    private static final String[] KINDS = {
        "read_normal", "read_with_shared_locks", "read_high_priority", "read_no_insert",
        "write_allow_write", "write_concurrent_insert", "write_low_priority", "write_normal"
    };
    private static final String[] EXTERNAL = {"read", "write"};

    /// Columns: schema, table, the kinds as counts, both external ones as counts, then all of these again as times.
    private static final int COUNTS = 2;

    private static final int TIMES = COUNTS + KINDS.length + EXTERNAL.length;

    private static final String TABLE = "table_lock_waits_summary_by_table";
    private static final String SQL = "SELECT object_schema, object_name" + columns("count_") + columns("sum_timer_")
            + " FROM performance_schema." + TABLE
            + " WHERE object_schema NOT IN ('mysql', 'performance_schema', 'information_schema')";
    private static final String EXISTS =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'performance_schema' AND table_name = ?";

    private final KeptSeries series;

    /// @param series of the server
    public TableLockWaits(KeptSeries series) {
        this.series = series;
    }

    private static String columns(String prefix) {
        StringBuilder columns = new StringBuilder();
        for (String kind : KINDS) {
            columns.append(", ").append(prefix).append(kind);
        }
        for (String kind : EXTERNAL) {
            columns.append(", ").append(prefix).append(kind).append("_external");
        }
        return columns.toString();
    }

    /// Servers without performance schema do not have the table, which is no error.
    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result found = queries.run(EXISTS, TABLE)) {
            if (!found.next()) {
                return;
            }
        }
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                emitCounts(result, out);
                emitTimes(result, out);
            }
        }
    }

    private void emitCounts(Result result, Accumulator out) throws SQLException {
        Row own = row(result, out, "sql_lock_waits_total");
        PerformanceRow.putCounts(own, result, COUNTS, KINDS);
        own.emit();
        Row external = row(result, out, "external_lock_waits_total");
        PerformanceRow.putCounts(external, result, COUNTS + KINDS.length, EXTERNAL);
        external.emit();
    }

    private void emitTimes(Result result, Accumulator out) throws SQLException {
        Row own = row(result, out, "sql_lock_waits_seconds_total");
        PerformanceRow.putSeconds(own, result, TIMES, KINDS);
        own.emit();
        Row external = row(result, out, "external_lock_waits_seconds_total");
        PerformanceRow.putSeconds(external, result, TIMES + KINDS.length, EXTERNAL);
        external.emit();
    }

    private Row row(Result result, Accumulator out, String query) throws SQLException {
        return out.row(series.of(
                out,
                PerformanceRow.MEASUREMENT,
                "schema",
                result.text(0),
                "table",
                result.text(1),
                "perf_query",
                query));
    }
}
