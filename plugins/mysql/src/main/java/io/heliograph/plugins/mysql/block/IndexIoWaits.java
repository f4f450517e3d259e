package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How often and how long statements waited for each index. Writes are counted where no index was used, under the
/// name `NONE`.
public final class IndexIoWaits implements Block {
    private static final String NO_INDEX = "NONE";
    private static final String SQL = "SELECT object_schema, object_name, IFNULL(index_name, '" + NO_INDEX + "'),"
            + " count_fetch, count_insert, count_update, count_delete,"
            + " sum_timer_fetch, sum_timer_insert, sum_timer_update, sum_timer_delete"
            + " FROM performance_schema.table_io_waits_summary_by_index_usage"
            + " WHERE object_schema NOT IN ('mysql', 'performance_schema')";

    private final KeptSeries series;

    /// @param series of the server
    public IndexIoWaits(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                emit(result, out);
            }
        }
    }

    private void emit(Result result, Accumulator out) throws SQLException {
        String index = result.text(2);
        Row row = out.row(series.of(
                out, PerformanceRow.MEASUREMENT, "schema", result.text(0), "name", result.text(1), "index", index));
        PerformanceRow.putCounts(row, result, 3, "index_io_waits_total_fetch");
        PerformanceRow.putSeconds(row, result, 7, "index_io_waits_seconds_total_fetch");
        if (index.equals(NO_INDEX)) {
            PerformanceRow.putCounts(
                    row,
                    result,
                    4,
                    "index_io_waits_total_insert",
                    "index_io_waits_total_update",
                    "index_io_waits_total_delete");
            PerformanceRow.putSeconds(
                    row,
                    result,
                    8,
                    "index_io_waits_seconds_total_insert",
                    "index_io_waits_seconds_total_update",
                    "index_io_waits_seconds_total_delete");
        }
        row.emit();
    }
}
