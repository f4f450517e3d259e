package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.mysql.sql.Queries;
import java.sql.SQLException;

/// A part of what a server can be asked. A part that fails leaves the others alone.
public interface Block {
    /// Asks and emits.
    ///
    /// @throws SQLException where the server refuses, or is gone
    void gather(Queries queries, Accumulator out) throws SQLException;
}
