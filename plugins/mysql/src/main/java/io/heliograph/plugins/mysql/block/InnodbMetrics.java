package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.Locale;

/// The counters of InnoDB that are switched on.
public final class InnodbMetrics implements Block {
    /// MariaDB says 1 where MySQL says `enabled`.
    private static final String MYSQL =
            "SELECT name, count FROM information_schema.innodb_metrics WHERE status = 'enabled'";
    private static final String MARIADB = "SELECT name, count FROM information_schema.innodb_metrics WHERE enabled = 1";

    /// `ER_BAD_FIELD_ERROR`: newer versions of MariaDB have no column `status`.
    private static final int UNKNOWN_COLUMN = 1054;

    private final KeptSeries series;
    private final boolean legacy;
    private final Problems problems = new Problems();
    private String sql = MYSQL;

    /// @param series of the server
    /// @param legacy whether metric version 1 is wanted
    public InnodbMetrics(KeptSeries series, boolean legacy) {
        this.series = series;
        this.legacy = legacy;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        WideRow row = new WideRow(out, series.of(out, "mysql_innodb"));
        try (Result result = run(queries)) {
            while (result.next()) {
                put(row, result.text(0).toLowerCase(Locale.ROOT), result.text(1));
            }
        }
        row.end();
        problems.report(out);
    }

    private Result run(Queries queries) throws SQLException {
        try {
            return queries.run(sql);
        } catch (SQLException refused) {
            if (refused.getErrorCode() != UNKNOWN_COLUMN || sql.equals(MARIADB)) {
                throw refused;
            }
            sql = MARIADB;
            return queries.run(sql);
        }
    }

    private void put(WideRow row, String key, String text) {
        if (legacy) {
            LegacyValue.number(text).ifPresent(number -> row.next().put(key, number));
            return;
        }
        try {
            Conversion.UNSIGNED.put(row.next(), key, text);
        } catch (IllegalArgumentException wrong) {
            problems.add("InnoDB metric", key, String.valueOf(wrong.getMessage()));
        }
    }
}
