package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;

/// `SHOW BINARY LOGS`: how many there are, and their size.
public final class BinaryLogs implements Block {
    private static final int FILE_SIZE = 1;

    private final KeptSeries series;

    /// @param series of the server
    public BinaryLogs(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        long bytes = 0;
        long files = 0;
        try (Result result = queries.run("SHOW BINARY LOGS")) {
            while (result.next()) {
                bytes += result.unsigned(FILE_SIZE);
                files++;
            }
        }
        out.row(series.of(out, "mysql"))
                .putUnsigned("binary_size_bytes", bytes)
                .putUnsigned("binary_files_count", files)
                .emit();
    }
}
