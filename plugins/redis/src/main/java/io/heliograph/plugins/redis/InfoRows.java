package io.heliograph.plugins.redis;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.common.number.Decimal;
import io.heliograph.plugins.common.series.KeptSeries;
import java.time.InstantSource;
import java.util.List;

/// Makes rows out of what `INFO ALL` says: one of `redis` with all plain values, and one for each database, command,
/// error code and replica.
final class InfoRows {
    private final InstantSource clock;
    private final KeptSeries series = new KeptSeries();

    InfoRows(InstantSource clock) {
        this.clock = clock;
    }

    void emit(String report, Accumulator out) {
        List<InfoLine> lines = InfoLine.read(report);
        String role = role(lines);
        for (InfoLine line : lines) {
            emitDetails(line, role, out);
        }
        emitMain(lines, role, out);
        series.turn();
    }

    private static String role(List<InfoLine> lines) {
        for (InfoLine line : lines) {
            if (line.name().equals("role")) {
                return line.value();
            }
        }
        return "";
    }

    private void emitDetails(InfoLine line, String role, Accumulator out) {
        switch (line.section()) {
            case "Keyspace" -> emitDatabase(line, role, out);
            case "Commandstats" -> emitCommand(line, role, out);
            case "Errorstats" -> emitErrorCode(line, role, out);
            case "Latencystats" -> emitLatency(line, role, out);
            case "Replication" -> emitReplica(line, out);
            default -> {
                // a plain value
            }
        }
    }

    private Series tagged(Accumulator out, String measurement, String role, String tag, String value) {
        return series.of(out, measurement, tag, value, "replication_role", role);
    }

    private void emitDatabase(InfoLine line, String role, Accumulator out) {
        if (line.value().contains("keys=")) {
            Row row = out.row(tagged(out, "redis_keyspace", role, "database", line.name()));
            Details details = new Details(line.value());
            while (details.next()) {
                details.putInteger(row);
            }
            row.emit();
        }
    }

    private void emitCommand(InfoLine line, String role, Accumulator out) {
        if (!line.name().startsWith("cmdstat_")) {
            return;
        }
        Row row = out.row(
                tagged(out, "redis_cmdstat", role, "command", line.name().substring("cmdstat_".length())));
        Details details = new Details(line.value());
        while (details.next()) {
            switch (details.name()) {
                case "calls", "usec", "rejected_calls", "failed_calls" -> details.putInteger(row);
                case "usec_per_call" -> details.putNumber(row);
                default -> {
                    // not a field of Telegraf's
                }
            }
        }
        row.emit();
    }

    private void emitErrorCode(InfoLine line, String role, Accumulator out) {
        if (!line.name().startsWith("errorstat_")) {
            return;
        }
        Row row =
                out.row(tagged(out, "redis_errorstat", role, "err", line.name().substring("errorstat_".length())));
        Details details = new Details(line.value());
        if (details.next()) {
            Decimal.integer(details.text()).ifPresent(count -> row.put("total", count));
        }
        row.emit();
    }

    private void emitLatency(InfoLine line, String role, Accumulator out) {
        if (!line.name().startsWith("latency_percentiles_usec_")) {
            return;
        }
        String command = line.name().substring("latency_percentiles_usec_".length());
        Row row = out.row(tagged(out, "redis_latency_percentiles_usec", role, "command", command));
        Details details = new Details(line.value());
        while (details.next()) {
            details.putNumber(row);
        }
        row.emit();
    }

    /// A replica that is attached to this server: the row says `slave`, whatever this server is.
    private void emitReplica(InfoLine line, Accumulator out) {
        if (isReplica(line)) {
            Row row = out.row(replica(line, out));
            Details details = new Details(line.value());
            while (details.next()) {
                if (!details.name().equals("port")) {
                    details.putInteger(row);
                }
            }
            row.emit();
        }
    }

    private Series replica(InfoLine line, Accumulator out) {
        String ip = "";
        String port = "";
        String state = "";
        Details details = new Details(line.value());
        while (details.next()) {
            switch (details.name()) {
                case "ip" -> ip = details.text();
                case "port" -> port = details.text();
                case "state" -> state = details.text();
                default -> {
                    // a field
                }
            }
        }
        String id = line.name().substring("slave".length());
        return series.of(
                out,
                "redis_replication",
                "replica_id",
                id,
                "replica_ip",
                ip,
                "replica_port",
                port,
                "state",
                state,
                "replication_role",
                "slave");
    }

    private static boolean isReplica(InfoLine line) {
        String name = line.name();
        return line.section().equals("Replication")
                && name.startsWith("slave")
                && name.length() > 5
                && Character.isDigit(name.charAt(5));
    }

    private void emitMain(List<InfoLine> lines, String role, Accumulator out) {
        Row row = out.row(series.of(out, "redis", "replication_role", role));
        long hits = 0;
        long misses = 0;
        for (InfoLine line : lines) {
            if (isPlain(line)) {
                putPlain(line, row);
                hits = line.name().equals("keyspace_hits")
                        ? Decimal.integer(line.value()).orElse(0)
                        : hits;
                misses = line.name().equals("keyspace_misses")
                        ? Decimal.integer(line.value()).orElse(0)
                        : misses;
            }
        }
        row.put("keyspace_hitrate", hits + misses == 0 ? 0.0 : (double) hits / (hits + misses));
        row.emit();
    }

    private static boolean isPlain(InfoLine line) {
        return switch (line.section()) {
            case "Keyspace", "Commandstats", "Errorstats", "Latencystats" -> false;
            case "Server" -> isOfInterest(line.name());
            default -> !isReplica(line) && !isLeftOut(line.name());
        };
    }

    private static boolean isOfInterest(String name) {
        return name.equals("lru_clock") || name.equals("uptime_in_seconds") || name.equals("redis_version");
    }

    /// What would be text that changes with each release, or twice the same.
    private static boolean isLeftOut(String name) {
        return name.equals("role")
                || name.equals("mem_allocator")
                || name.endsWith("_human")
                || name.startsWith("master_replid");
    }

    private void putPlain(InfoLine line, Row row) {
        String value = line.value().endsWith("%")
                ? line.value().substring(0, line.value().length() - 1)
                : line.value();
        if (line.name().equals("rdb_last_save_time")) {
            long now = clock.instant().getEpochSecond();
            Decimal.integer(value).ifPresent(saved -> row.put("rdb_last_save_time_elapsed", now - saved));
        }
        FieldTypes.put(fieldName(line.name()), value, row);
    }

    private static String fieldName(String name) {
        return switch (name) {
            case "uptime_in_seconds" -> "uptime";
            case "connected_clients" -> "clients";
            default -> name;
        };
    }
}
