package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// How far automatic keys have come, and how far their columns let them go.
public final class AutoIncrement implements Block {
    /// A signed column of n bits ends at 2^(n-1) - 1, an unsigned one has a bit more; shifted, as a double cannot
    /// hold 2^64 - 1.
    private static final String SQL = "SELECT table_schema, table_name, column_name, auto_increment,"
            + " ~0 >> (64 - (CASE data_type WHEN 'tinyint' THEN 7 WHEN 'smallint' THEN 15 WHEN 'mediumint' THEN 23"
            + " WHEN 'int' THEN 31 WHEN 'bigint' THEN 63 END + (column_type LIKE '% unsigned')))"
            + " FROM information_schema.tables t JOIN information_schema.columns c USING (table_schema, table_name)"
            + " WHERE c.extra = 'auto_increment' AND t.auto_increment IS NOT NULL";

    private final KeptSeries series;
    private final String measurement;

    /// @param series of the server
    /// @param legacy whether metric version 1 is wanted
    public AutoIncrement(KeptSeries series, boolean legacy) {
        this.series = series;
        this.measurement = legacy ? "mysql_info_schema" : "mysql_table_schema";
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(SQL)) {
            while (result.next()) {
                out.row(series.of(
                                out,
                                measurement,
                                "schema",
                                result.text(0),
                                "table",
                                result.text(1),
                                "column",
                                result.text(2)))
                        .putUnsigned("auto_increment_column", result.unsigned(3))
                        .putUnsigned("auto_increment_column_max", result.unsigned(4))
                        .emit();
            }
        }
    }
}
