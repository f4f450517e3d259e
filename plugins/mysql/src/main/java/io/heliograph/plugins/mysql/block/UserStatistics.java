package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.Locale;

/// What MariaDB and Percona Server count for each user, with the server's `userstat` on. MySQL has no such table:
/// that is reported once, and not asked again.
public final class UserStatistics implements Block {
    /// `ER_UNKNOWN_TABLE`.
    private static final int UNKNOWN_TABLE = 1109;

    private final KeptSeries series;
    private boolean unknown;

    /// @param series of the server
    public UserStatistics(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        if (unknown) {
            return;
        }
        try (Result result = queries.run("SELECT * FROM information_schema.user_statistics")) {
            while (result.next()) {
                emit(result, out);
            }
        } catch (SQLException refused) {
            unknown = refused.getErrorCode() == UNKNOWN_TABLE;
            throw refused;
        }
    }

    private void emit(Result result, Accumulator out) throws SQLException {
        Row row = out.row(series.of(out, "mysql_user_stats", "user", result.text(0)));
        for (int column = 1; column < result.columns(); column++) {
            String key = result.name(column).toLowerCase(Locale.ROOT);
            if (result.type(column).startsWith("DOUBLE") || result.type(column).startsWith("FLOAT")) {
                row.put(key, result.number(column));
            } else {
                row.put(key, result.integer(column));
            }
        }
        row.emit();
    }
}
