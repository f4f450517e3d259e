package io.heliograph.plugins.mysql;

import io.heliograph.api.Inline;
import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.mysql.dsn.Dsn;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `[[inputs.mysql]]` can say.
public record MysqlConfig(
        @Option(
                doc =
                        "The servers to read: [user[:password]@][tcp|unix[(address)]]/[database][?tls=true|false|skip-verify|preferred|custom]."
                                + " Each is read on its own, over one connection that is kept.",
                defaultValue = "[\"tcp(127.0.0.1:3306)/\"]",
                example = "[\"user:password@tcp(127.0.0.1:3306)/?tls=false\"]")
        List<Secret> servers,

        @Option(
                doc = "Names and types of metrics: 2, or 1 for databases that were begun before Telegraf 1.6.",
                defaultValue = "1",
                example = "2")
        int metricVersion,

        @Option(
                doc = "Databases for gather_table_schema; all but the server's own where there are none.",
                example = "[\"shop\"]")
        List<String> tableSchemaDatabases,

        @Option(doc = "Rows and sizes of tables.") boolean gatherTableSchema,

        @Option(doc = "Threads by state, and connections of each user.")
        boolean gatherProcessList,

        @Option(doc = "Counts of each user (MariaDB and Percona Server, with userstat on).")
        boolean gatherUserStatistics,

        @Option(doc = "How far automatic keys have come, and how far they can go.")
        boolean gatherInfoSchemaAutoInc,

        @Option(doc = "The counters of InnoDB that are switched on.")
        boolean gatherInnodbMetrics,

        @Option(doc = "Where this replica stands, with SHOW SLAVE STATUS.")
        boolean gatherSlaveStatus,

        @Option(doc = "Where this replica stands, with SHOW REPLICA STATUS (MySQL 8.0.22 and later).")
        boolean gatherReplicaStatus,

        @Option(doc = "All channels of the replica, with a tag channel, rather than the first.")
        boolean gatherAllSlaveChannels,

        @Option(doc = "Ask for all connections of a replica in the way of MariaDB: SHOW ALL SLAVES STATUS.")
        boolean mariadbDialect,

        @Option(doc = "Number and size of binary logs.") boolean gatherBinaryLogs,

        @Option(doc = "Global variables, every interval_slow; never where that is not set.", defaultValue = "true")
        boolean gatherGlobalVariables,

        @Option(doc = "Waits for tables (performance schema).")
        boolean gatherTableIoWaits,

        @Option(doc = "Waits for locks of tables (performance schema).")
        boolean gatherTableLockWaits,

        @Option(doc = "Waits for indexes (performance schema).")
        boolean gatherIndexIoWaits,

        @Option(doc = "Waits for events (performance schema).")
        boolean gatherEventWaits,

        @Option(doc = "Reads and writes by kind of file (performance schema).")
        boolean gatherFileEventsStats,

        @Option(doc = "Statements by their normalised text (performance schema).")
        boolean gatherPerfEventsStatements,

        @Option(doc = "Characters of a normalised text in its tag.", defaultValue = "120")
        long perfEventsStatementsDigestTextLimit,

        @Option(doc = "How many normalised texts at most, those first that took the most time.", defaultValue = "250")
        long perfEventsStatementsLimit,

        @Option(doc = "Seconds since a statement was seen last, at most.", defaultValue = "86400")
        long perfEventsStatementsTimeLimit,

        @Option(doc = "Statements by account and kind (performance schema).")
        boolean gatherPerfSumPerAccPerEvent,

        @Option(
                doc = "Kinds of statement for gather_perf_sum_per_acc_per_event; all where there are none.",
                example = "[\"statement/sql/select\"]")
        List<String> perfSummaryEvents,

        @Option(doc = "How often to gather what seldom changes: global variables.", example = "30m") @Nullable
        Duration intervalSlow,

        @Inline @Option(doc = "How to speak TLS to servers with tls=custom.")
        TlsOptions tls) {

    /// Checks every address and limit.
    public MysqlConfig {
        servers = servers.isEmpty() ? List.of(Secret.of("")) : List.copyOf(servers);
        tableSchemaDatabases = List.copyOf(tableSchemaDatabases);
        perfSummaryEvents = List.copyOf(perfSummaryEvents);
        for (Secret server : servers) {
            checked(server);
        }
        if (metricVersion < 0 || metricVersion > 2) {
            throw new InvalidOptionException("metric_version", "not a version: " + metricVersion + " (1 or 2)");
        }
        atLeastZero("perf_events_statements_digest_text_limit", perfEventsStatementsDigestTextLimit);
        atLeastZero("perf_events_statements_limit", perfEventsStatementsLimit);
        atLeastZero("perf_events_statements_time_limit", perfEventsStatementsTimeLimit);
    }

    private static void checked(Secret server) {
        try {
            Dsn.parse(server.reveal());
        } catch (IllegalArgumentException wrong) {
            throw new InvalidOptionException("servers", String.valueOf(wrong.getMessage()));
        }
    }

    private static void atLeastZero(String key, long value) {
        if (value < 0) {
            throw new InvalidOptionException(key, "negative: " + value);
        }
    }

    /// Whether names and types of metrics are those of the first version.
    boolean isLegacy() {
        return metricVersion < 2;
    }
}
