package io.heliograph.plugins.mysql.block;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.sql.Queries;
import io.heliograph.plugins.mysql.sql.Result;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Where a replica stands: `SHOW SLAVE STATUS` and its newer names. The fields start with `slave_` whatever the
/// server calls it.
public final class ReplicaStatus implements Block {
    private final KeptSeries series;
    private final String sql;
    private final boolean allChannels;
    private final boolean legacy;
    private final Problems problems = new Problems();

    /// @param series of the server
    /// @param replica whether the server knows the word replica (MySQL 8.0.22, MariaDB 10.5.1 and later)
    /// @param mariadb whether to ask MariaDB for all of its connections
    /// @param allChannels whether all rows are wanted, with a tag `channel`, rather than the first
    /// @param legacy whether metric version 1 is wanted
    public ReplicaStatus(KeptSeries series, boolean replica, boolean mariadb, boolean allChannels, boolean legacy) {
        this.series = series;
        this.sql = mariadb
                ? replica ? "SHOW ALL REPLICAS STATUS" : "SHOW ALL SLAVES STATUS"
                : replica ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS";
        this.allChannels = allChannels;
        this.legacy = legacy;
    }

    @Override
    public void gather(Queries queries, Accumulator out) throws SQLException {
        try (Result result = queries.run(sql)) {
            boolean more = result.next();
            while (more) {
                emit(result, out);
                more = allChannels && result.next();
            }
        }
        problems.report(out);
    }

    private void emit(Result result, Accumulator out) throws SQLException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        String channel = "";
        for (int column = 0; column < result.columns(); column++) {
            String name = result.name(column);
            if (allChannels && isChannel(name)) {
                channel = result.text(column).isEmpty() ? "default" : result.text(column);
            } else if (!result.text(column).isEmpty()) {
                columns.put(legacy ? name : name.toLowerCase(Locale.ROOT), column);
            }
        }
        Row row = out.row(series.of(out, "mysql", "channel", channel));
        for (Map.Entry<String, Integer> column : columns.entrySet()) {
            put(row, "slave_" + column.getKey(), result.text(column.getValue()), result.type(column.getValue()));
        }
        row.emit();
    }

    private static boolean isChannel(String name) {
        return name.equalsIgnoreCase("channel_name") || name.equalsIgnoreCase("connection_name");
    }

    private void put(Row row, String key, String text, String type) {
        if (legacy) {
            LegacyValue.number(text).ifPresent(number -> row.put(key, number));
            return;
        }
        try {
            conversion(type).put(row, key, text);
        } catch (IllegalArgumentException wrong) {
            problems.add("replica status", key, String.valueOf(wrong.getMessage()));
        }
    }

    private static Conversion conversion(String type) {
        return switch (type) {
            case "INT", "INTEGER" -> Conversion.INTEGER;
            case "BIGINT" -> Conversion.UNSIGNED;
            case "VARCHAR" -> Conversion.TEXT;
            default -> Conversion.BEST;
        };
    }
}
