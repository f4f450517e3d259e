package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// What statements cost, by their normalised text: those that took the most time first.
public final class StatementDigests implements Block {
    private static final String COLUMNS = " count_star, sum_errors, sum_warnings, sum_rows_affected, sum_rows_sent,"
            + " sum_rows_examined, sum_created_tmp_tables, sum_created_tmp_disk_tables, sum_sort_merge_passes, sum_sort_rows,"
            + " sum_no_index_used, sum_timer_wait";

    /// As COLUMNS, but for the time.
    private static final String[] KEYS = {
        "events_statements_total",
        "events_statements_errors_total",
        "events_statements_warnings_total",
        "events_statements_rows_affected_total",
        "events_statements_rows_sent_total",
        "events_statements_rows_examined_total",
        "events_statements_tmp_tables_total",
        "events_statements_tmp_disk_tables_total",
        "events_statements_sort_merge_passes_total",
        "events_statements_sort_rows_total",
        "events_statements_no_index_used_total"
    };

    private static final int COUNTS = 3;

    private final KeptSeries series;
    private final String sql;

    /// @param series of the server
    /// @param textLimit of the normalised text, in characters
    /// @param limit of statements
    /// @param secondsLimit how long ago a statement may have been seen last
    public StatementDigests(KeptSeries series, long textLimit, long limit, long secondsLimit) {
        this.series = series;
        this.sql = "SELECT schema_name, digest, LEFT(digest_text, " + textLimit + ")," + COLUMNS
                + " FROM performance_schema.events_statements_summary_by_digest"
                + " WHERE schema_name NOT IN ('mysql', 'performance_schema', 'information_schema')"
                + " AND last_seen > DATE_SUB(NOW(), INTERVAL " + secondsLimit + " SECOND)"
                + " ORDER BY sum_timer_wait DESC LIMIT " + limit;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(sql)) {
            while (result.next()) {
                Row row = out.row(series.of(
                        out,
                        PerformanceRow.MEASUREMENT,
                        "schema",
                        result.text(0),
                        "digest",
                        result.text(1),
                        "digest_text",
                        result.text(2)));
                PerformanceRow.putCounts(row, result, COUNTS, KEYS);
                PerformanceRow.putSeconds(row, result, COUNTS + KEYS.length, "events_statements_seconds_total");
                row.emit();
            }
        }
    }
}
