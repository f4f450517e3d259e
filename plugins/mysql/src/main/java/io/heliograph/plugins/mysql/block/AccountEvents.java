package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// What statements cost, by account and kind of statement. Times are in picoseconds, as the server has them.
public final class AccountEvents implements Block {
    private static final String[] COLUMNS = {
        "count_star",
        "sum_timer_wait",
        "min_timer_wait",
        "avg_timer_wait",
        "max_timer_wait",
        "sum_lock_time",
        "sum_errors",
        "sum_warnings",
        "sum_rows_affected",
        "sum_rows_sent",
        "sum_rows_examined",
        "sum_created_tmp_disk_tables",
        "sum_created_tmp_tables",
        "sum_select_full_join",
        "sum_select_full_range_join",
        "sum_select_range",
        "sum_select_range_check",
        "sum_select_scan",
        "sum_sort_merge_passes",
        "sum_sort_range",
        "sum_sort_rows",
        "sum_sort_scan",
        "sum_no_index_used",
        "sum_no_good_index_used"
    };

    private static final String SQL =
            "SELECT COALESCE(user, 'unknown'), COALESCE(host, 'unknown'), COALESCE(event_name, 'unknown'), "
                    + String.join(", ", COLUMNS)
                    + " FROM performance_schema.events_statements_summary_by_account_by_event_name";

    private final KeptSeries series;
    private final String sql;
    private final String[] events;

    /// @param series of the server
    /// @param events the kinds of statement; all where there are none
    public AccountEvents(KeptSeries series, List<String> events) {
        this.series = series;
        this.events = events.toArray(new String[0]);
        this.sql = events.isEmpty() ? SQL : SQL + " WHERE event_name IN (?" + ", ?".repeat(events.size() - 1) + ")";
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(sql, events)) {
            while (result.next()) {
                Row row = out.row(series.of(
                        out,
                        "mysql_perf_acc_event",
                        "src_user",
                        result.text(0).toLowerCase(Locale.ROOT),
                        "src_host",
                        result.text(1).toLowerCase(Locale.ROOT),
                        "event",
                        result.text(2)));
                PerformanceRow.putCounts(row, result, 3, COLUMNS);
                row.emit();
            }
        }
    }
}
