package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/// `SHOW GLOBAL STATUS` in metric version 2: every variable under its name in small letters.
public final class GlobalStatus implements Block {
    /// Where the text of a value may look like another type than it has in other versions and builds of the server.
    private static final Map<String, Conversion> TYPES = Map.of(
            "innodb_available_undo_logs", Conversion.UNSIGNED,
            "innodb_buffer_pool_pages_misc", Conversion.UNSIGNED,
            "innodb_data_pending_fsyncs", Conversion.UNSIGNED,
            "ssl_ctx_verify_depth", Conversion.UNSIGNED,
            "ssl_verify_depth", Conversion.UNSIGNED,
            "wsrep_local_index", Conversion.UNSIGNED,
            "wsrep_local_send_queue_avg", Conversion.NUMBER);

    private final KeptSeries series;
    private final Problems problems = new Problems();

    /// @param series of the server
    public GlobalStatus(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        WideRow row = new WideRow(out, series.of(out, "mysql"));
        try (Result result = queries.run("SHOW GLOBAL STATUS")) {
            while (result.next()) {
                put(row, result.text(0).toLowerCase(Locale.ROOT), result.text(1));
            }
        }
        row.end();
        problems.report(out);
    }

    private void put(WideRow row, String key, String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            TYPES.getOrDefault(key, Conversion.BEST).put(row.next(), key, text);
        } catch (IllegalArgumentException wrong) {
            problems.add("global status", key, String.valueOf(wrong.getMessage()));
        }
    }
}
