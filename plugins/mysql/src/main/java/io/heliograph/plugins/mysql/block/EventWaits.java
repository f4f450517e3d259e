package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How often and how long threads waited for each event.
public final class EventWaits implements Block {
    private static final String SQL = "SELECT event_name, count_star, sum_timer_wait"
            + " FROM performance_schema.events_waits_summary_global_by_event_name";

    private final KeptSeries series;

    /// @param series of the server
    public EventWaits(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                Row row = out.row(series.of(out, PerformanceRow.MEASUREMENT, "event_name", result.text(0)));
                PerformanceRow.putCounts(row, result, 1, "events_waits_total");
                PerformanceRow.putSeconds(row, result, 2, "events_waits_seconds_total");
                row.emit();
            }
        }
    }
}
