package io.heliograph.plugins.mysql;

import io.heliograph.plugins.common.series.KeptSeries;
import io.heliograph.plugins.mysql.block.AccountEvents;
import io.heliograph.plugins.mysql.block.AutoIncrement;
import io.heliograph.plugins.mysql.block.BinaryLogs;
import io.heliograph.plugins.mysql.block.Block;
import io.heliograph.plugins.mysql.block.EventWaits;
import io.heliograph.plugins.mysql.block.FileEvents;
import io.heliograph.plugins.mysql.block.GlobalStatus;
import io.heliograph.plugins.mysql.block.GlobalVariables;
import io.heliograph.plugins.mysql.block.IndexIoWaits;
import io.heliograph.plugins.mysql.block.InnodbMetrics;
import io.heliograph.plugins.mysql.block.LegacyStatus;
import io.heliograph.plugins.mysql.block.ProcessList;
import io.heliograph.plugins.mysql.block.ReplicaStatus;
import io.heliograph.plugins.mysql.block.StatementDigests;
import io.heliograph.plugins.mysql.block.TableIoWaits;
import io.heliograph.plugins.mysql.block.TableLockWaits;
import io.heliograph.plugins.mysql.block.TableSchema;
import io.heliograph.plugins.mysql.block.UserStatistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// The blocks that a configuration asks for, in Telegraf's order, by what turns them on.
final class Blocks {
    private final Map<String, Block> chosen = new LinkedHashMap<>();
    private final MysqlConfig config;
    private final KeptSeries series;

    private Blocks(MysqlConfig config, KeptSeries series) {
        this.config = config;
        this.series = series;
    }

    static Map<String, Block> of(MysqlConfig config, KeptSeries series, InstantSource clock) {
        Blocks blocks = new Blocks(config, series);
        blocks.addServer(clock);
        blocks.addInformationSchema();
        blocks.addPerformanceSchema();
        return blocks.chosen;
    }

    private void addServer(InstantSource clock) {
        add("global status", true, config.isLegacy() ? new LegacyStatus(series) : new GlobalStatus(series));
        Duration slow = config.intervalSlow();
        if (config.gatherGlobalVariables() && slow != null && slow.isPositive()) {
            add(
                    "gather_global_variables",
                    true,
                    new SlowBlock(new GlobalVariables(series, config.isLegacy()), slow, clock));
        }
        add("gather_binary_logs", config.gatherBinaryLogs(), new BinaryLogs(series));
        add("gather_process_list", config.gatherProcessList(), new ProcessList(series, config.isLegacy()));
        add("gather_user_statistics", config.gatherUserStatistics(), new UserStatistics(series));
        add(
                "gather_replica_status",
                config.gatherSlaveStatus() || config.gatherReplicaStatus(),
                new ReplicaStatus(
                        series,
                        config.gatherReplicaStatus(),
                        config.mariadbDialect(),
                        config.gatherAllSlaveChannels(),
                        config.isLegacy()));
    }

    private void addInformationSchema() {
        add(
                "gather_info_schema_auto_inc",
                config.gatherInfoSchemaAutoInc(),
                new AutoIncrement(series, config.isLegacy()));
        add("gather_innodb_metrics", config.gatherInnodbMetrics(), new InnodbMetrics(series, config.isLegacy()));
        add(
                "gather_table_schema",
                config.gatherTableSchema(),
                new TableSchema(series, config.tableSchemaDatabases(), config.isLegacy()));
    }

    private void addPerformanceSchema() {
        add(
                "gather_perf_sum_per_acc_per_event",
                config.gatherPerfSumPerAccPerEvent(),
                new AccountEvents(series, config.perfSummaryEvents()));
        add("gather_table_io_waits", config.gatherTableIoWaits(), new TableIoWaits(series));
        add("gather_index_io_waits", config.gatherIndexIoWaits(), new IndexIoWaits(series));
        add("gather_table_lock_waits", config.gatherTableLockWaits(), new TableLockWaits(series));
        add("gather_event_waits", config.gatherEventWaits(), new EventWaits(series));
        add("gather_file_events_stats", config.gatherFileEventsStats(), new FileEvents(series));
        add(
                "gather_perf_events_statements",
                config.gatherPerfEventsStatements(),
                new StatementDigests(
                        series,
                        config.perfEventsStatementsDigestTextLimit(),
                        config.perfEventsStatementsLimit(),
                        config.perfEventsStatementsTimeLimit()));
    }

    private void add(String option, boolean wanted, Block block) {
        if (wanted) {
            chosen.put(option, block);
        }
    }
}
