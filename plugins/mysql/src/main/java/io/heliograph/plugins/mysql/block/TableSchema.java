package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows and sizes of tables, as the server estimates them.
public final class TableSchema implements Block {
    private static final String DATABASES = "SELECT schema_name FROM information_schema.schemata"
            + " WHERE schema_name NOT IN ('mysql', 'performance_schema', 'information_schema')";
    private static final String TABLES =
            "SELECT table_schema, table_name, table_type, IFNULL(engine, 'NONE'), IFNULL(version, '0'),"
                    + " IFNULL(row_format, 'NONE'), IFNULL(table_rows, '0'), IFNULL(data_length, '0'), IFNULL(index_length, '0'),"
                    + " IFNULL(data_free, '0'), IFNULL(create_options, 'NONE')"
                    + " FROM information_schema.tables WHERE table_schema = ?";
    private static final int VERSION = 4;
    private static final int ROWS = 6;
    private static final int DATA_LENGTH = 7;
    private static final int INDEX_LENGTH = 8;
    private static final int DATA_FREE = 9;

    private final KeptSeries series;
    private final List<String> databases;
    private final boolean legacy;

    /// @param series of the server
    /// @param databases whose tables are wanted; all but the server's own where there are none
    /// @param legacy whether metric version 1 is wanted
    public TableSchema(KeptSeries series, List<String> databases, boolean legacy) {
        this.series = series;
        this.databases = databases;
        this.legacy = legacy;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        for (String database : databases.isEmpty() ? all(queries) : databases) {
            try (Result result = queries.run(TABLES, database)) {
                while (result.next()) {
                    emit(result, out);
                }
            }
        }
    }

    private static List<String> all(Queries queries) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Result result = queries.run(DATABASES)) {
            while (result.next()) {
                names.add(result.text(0));
            }
        }
        return names;
    }

    private void emit(Result result, Accumulator out) throws SQLException {
        if (legacy) {
            emitLegacy(result, out, "info_schema_table_rows", "", ROWS);
            emitLegacy(result, out, "info_schema_table_size_data_length", "data_length", DATA_LENGTH);
            emitLegacy(result, out, "info_schema_table_size_index_length", "index_length", INDEX_LENGTH);
            emitLegacy(result, out, "info_schema_table_size_data_free", "data_free", DATA_FREE);
            emitVersion(result, out, "info_schema_table_version", "value");
        } else {
            out.row(series.of(out, "mysql_table_schema", "schema", result.text(0), "table", result.text(1)))
                    .put("rows", result.number(ROWS))
                    .put("data_length", result.number(DATA_LENGTH))
                    .put("index_length", result.number(INDEX_LENGTH))
                    .put("data_free", result.number(DATA_FREE))
                    .emit();
            emitVersion(result, out, "mysql_table_schema_version", "table_version");
        }
    }

    private void emitLegacy(Result result, Accumulator out, String measurement, String component, int column)
            throws SQLException {
        out.row(series.of(out, measurement, "schema", result.text(0), "table", result.text(1), "component", component))
                .put("value", result.number(column))
                .emit();
    }

    private void emitVersion(Result result, Accumulator out, String measurement, String key) throws SQLException {
        out.row(series.of(
                        out,
                        measurement,
                        "schema",
                        result.text(0),
                        "table",
                        result.text(1),
                        "type",
                        result.text(2),
                        "engine",
                        result.text(3),
                        "row_format",
                        result.text(5),
                        "create_options",
                        result.text(10)))
                .put(key, result.number(VERSION))
                .emit();
    }
}
