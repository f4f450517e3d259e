package io.heliograph.plugins.mysql.sql;

import java.sql.SQLException;

/// Asks a server.
public interface Queries {
    /// Runs a query.
    ///
    /// @param sql with a `?` for each parameter
    /// @return its rows, to be closed
    /// @throws SQLException where the server refuses, or is gone
    Result run(String sql, String... parameters) throws SQLException;
}
