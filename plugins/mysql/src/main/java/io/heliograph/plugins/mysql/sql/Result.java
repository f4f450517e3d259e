package io.heliograph.plugins.mysql.sql;

import io.heliograph.plugins.common.number.Decimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/// The rows of a query's answer, one after the other. Columns are counted from 0; a NULL is an empty text and zero.
public final class Result implements AutoCloseable {
    private final Statement statement;
    private final ResultSet rows;

    /// @param statement closed at the end
    /// @param rows of the statement
    Result(Statement statement, ResultSet rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /// Goes to the next row.
    public boolean next() throws SQLException {
        return rows.next();
    }

    /// The number of columns.
    public int columns() throws SQLException {
        return rows.getMetaData().getColumnCount();
    }

    /// The name of a column, as the server writes it.
    public String name(int column) throws SQLException {
        return rows.getMetaData().getColumnLabel(column + 1);
    }

    /// The type of a column, in capitals: `INTEGER`, `BIGINT`, `BIGINT UNSIGNED`, `VARCHAR`, `DOUBLE`, ….
    public String type(int column) throws SQLException {
        return rows.getMetaData().getColumnTypeName(column + 1).toUpperCase(Locale.ROOT);
    }

    /// A value as the server wrote it.
    public String text(int column) throws SQLException {
        String text = rows.getString(column + 1);
        return text == null ? "" : text;
    }

    /// A value as a number.
    ///
    /// @throws SQLException where it is none
    public double number(int column) throws SQLException {
        String text = text(column);
        return text.isEmpty() ? 0 : Decimal.number(text).orElseThrow(() -> notANumber(text));
    }

    /// A value as a signed integer.
    ///
    /// @throws SQLException where it is none
    public long integer(int column) throws SQLException {
        String text = text(column);
        return text.isEmpty() ? 0 : Decimal.integer(text).orElseThrow(() -> notANumber(text));
    }

    /// A value as the bits of an unsigned integer.
    ///
    /// @throws SQLException where it is none
    public long unsigned(int column) throws SQLException {
        String text = text(column);
        return text.isEmpty() ? 0 : Decimal.unsigned(text).orElseThrow(() -> notANumber(text));
    }

    private static SQLException notANumber(String text) {
        return new SQLException("not such a number: '" + text + "'");
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
