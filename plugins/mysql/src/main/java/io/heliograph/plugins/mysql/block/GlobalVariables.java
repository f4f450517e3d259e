package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// `SHOW GLOBAL VARIABLES`. Those that name a version are tags of all rows, too.
public final class GlobalVariables implements Block {
    /// Words that only sometimes look like switches or numbers.
    private static final Map<String, Conversion> TYPES = Map.ofEntries(
            Map.entry("delay_key_write", Conversion.TEXT),
            Map.entry("enforce_gtid_consistency", Conversion.TEXT),
            Map.entry("event_scheduler", Conversion.TEXT),
            Map.entry("gtid_mode", Conversion.GTID_MODE),
            Map.entry("have_openssl", Conversion.SWITCH),
            Map.entry("have_ssl", Conversion.SWITCH),
            Map.entry("have_symlink", Conversion.SWITCH),
            Map.entry("session_track_gtids", Conversion.TEXT),
            Map.entry("session_track_transaction_info", Conversion.TEXT),
            Map.entry("slave_skip_errors", Conversion.TEXT),
            Map.entry("ssl_fips_mode", Conversion.TEXT),
            Map.entry("transaction_write_set_extraction", Conversion.TEXT),
            Map.entry("use_secondary_engine", Conversion.TEXT));

    private final KeptSeries series;
    private final boolean legacy;
    private final Problems problems = new Problems();

    /// @param series of the server
    /// @param legacy whether metric version 1 is wanted
    public GlobalVariables(KeptSeries series, boolean legacy) {
        this.series = series;
        this.legacy = legacy;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        Map<String, String> variables = variables(queries);
        WideRow row = new WideRow(out, series.of(out, "mysql_variables", versions(variables)));
        variables.forEach((key, text) -> put(row, key, text));
        row.end();
        problems.report(out);
    }

    /// Those that are not empty, in the server's order.
    private static Map<String, String> variables(Queries queries) throws SQLException {
        Map<String, String> variables = new LinkedHashMap<>();
        try (Result result = queries.run("SHOW GLOBAL VARIABLES")) {
            while (result.next()) {
                String text = result.text(1);
                if (!text.isEmpty()) {
                    variables.put(result.text(0).toLowerCase(Locale.ROOT), text);
                }
            }
        }
        return variables;
    }

    private static String[] versions(Map<String, String> variables) {
        List<String> tags = new ArrayList<>();
        variables.forEach((key, text) -> {
            if (key.contains("version")) {
                tags.add(key);
                tags.add(text);
            }
        });
        return tags.toArray(new String[0]);
    }

    private void put(WideRow row, String key, String text) {
        if (legacy) {
            putLegacy(row, key, text);
            return;
        }
        try {
            TYPES.getOrDefault(key, Conversion.BEST).put(row.next(), key, text);
        } catch (IllegalArgumentException wrong) {
            problems.add("global variable", key, String.valueOf(wrong.getMessage()));
        }
    }

    private static void putLegacy(WideRow wide, String key, String text) {
        OptionalDouble number = LegacyValue.number(text);
        if (number.isPresent()) {
            Row row = wide.next();
            row.put(key, number.getAsDouble());
        } else if (key.contains("version")) {
            wide.next().put(key, text);
        }
    }
}
