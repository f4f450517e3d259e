package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How often, how long and how much the server read and wrote, by kind of file.
public final class FileEvents implements Block {
    private static final String SQL = "SELECT event_name, count_misc, sum_timer_misc,"
            + " count_read, sum_timer_read, sum_number_of_bytes_read,"
            + " count_write, sum_timer_write, sum_number_of_bytes_write"
            + " FROM performance_schema.file_summary_by_event_name";

    private final KeptSeries series;

    /// @param series of the server
    public FileEvents(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                row(result, out, "misc", 1).emit();
                Row read = row(result, out, "read", 3);
                PerformanceRow.putCounts(read, result, 5, "file_events_bytes_totals");
                read.emit();
                Row write = row(result, out, "write", 6);
                PerformanceRow.putCounts(write, result, 8, "file_events_bytes_totals");
                write.emit();
            }
        }
    }

    private Row row(Result result, Accumulator out, String mode, int count) throws SQLException {
        Row row = out.row(series.of(out, PerformanceRow.MEASUREMENT, "event_name", result.text(0), "mode", mode));
        PerformanceRow.putCounts(row, result, count, "file_events_total");
        PerformanceRow.putSeconds(row, result, count + 1, "file_events_seconds_total");
        return row;
    }
}
