package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How often and how long statements waited for each table.
public final class TableIoWaits implements Block {
    private static final String SQL =
            "SELECT object_schema, object_name, count_fetch, count_insert, count_update, count_delete,"
                    + " sum_timer_fetch, sum_timer_insert, sum_timer_update, sum_timer_delete"
                    + " FROM performance_schema.table_io_waits_summary_by_table"
                    + " WHERE object_schema NOT IN ('mysql', 'performance_schema')";

    private final KeptSeries series;

    /// @param series of the server
    public TableIoWaits(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                Row row = out.row(
                        series.of(out, PerformanceRow.MEASUREMENT, "schema", result.text(0), "name", result.text(1)));
                PerformanceRow.putCounts(
                        row,
                        result,
                        2,
                        "table_io_waits_total_fetch",
                        "table_io_waits_total_insert",
                        "table_io_waits_total_update",
                        "table_io_waits_total_delete");
                PerformanceRow.putSeconds(
                        row,
                        result,
                        6,
                        "table_io_waits_seconds_total_fetch",
                        "table_io_waits_seconds_total_insert",
                        "table_io_waits_seconds_total_update",
                        "table_io_waits_seconds_total_delete");
                row.emit();
            }
        }
    }
}
