package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.common.number.Decimal;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `SHOW GLOBAL STATUS` in metric version 1: the families of variables that Telegraf knew in its first years, as
/// integers.
public final class LegacyStatus implements Block {
    /// What a variable starts with, up to and with its first `_`.
    private static final Set<String> FAMILIES = Set.of(
            "Aborted_",
            "Bytes_",
            "Com_",
            "Created_",
            "Handler_",
            "Innodb_",
            "Key_",
            "Open_",
            "Opened_",
            "Qcache_",
            "Table_",
            "Tokudb_",
            "Threads_",
            "Access_",
            "Busy_",
            "Connection_",
            "Delayed_",
            "Empty_",
            "Executed_",
            "Feature_",
            "Flush_",
            "Last_",
            "Master_",
            "Max_",
            "Memory_",
            "Not_",
            "Performance_",
            "Prepared_",
            "Rows_",
            "Rpl_",
            "Select_",
            "Slave_",
            "Slow_",
            "Sort_",
            "Subquery_",
            "Tc_",
            "Threadpool_",
            "wsrep_",
            "Uptime_");

    /// Variables without a family.
    private static final Set<String> SINGLES = Set.of("Queries", "Questions", "Connections", "Syncs", "Uptime");

    private final KeptSeries series;

    /// @param series of the server
    public LegacyStatus(KeptSeries series) {
        this.series = series;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        WideRow row = new WideRow(out, series.of(out, "mysql"));
        try (Result result = queries.run("SHOW GLOBAL STATUS")) {
            while (result.next()) {
                String key = key(result.text(0));
                if (key != null) {
                    row.next().put(key, integer(result.text(1)));
                }
            }
        }
        row.end();
    }

    private static @Nullable String key(String variable) {
        int end = variable.indexOf('_') + 1;
        String family = variable.substring(0, end);
        if (FAMILIES.contains(family)) {
            String renamed = family.equals("Com_") ? "commands_" : family.toLowerCase(Locale.ROOT);
            return renamed + variable.substring(end);
        }
        return SINGLES.contains(variable) ? variable.toLowerCase(Locale.ROOT) : null;
    }

    /// What is no integer counts as 0, as it always did in this version.
    private static long integer(String text) {
        if (!Decimal.isInteger(text)) {
            return 0;
        }
        return Decimal.integer(text).orElse(text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
}
