package io.heliograph.plugins.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.Target;
import io.heliograph.api.Unsigned;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.common.tls.TlsVersion;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.servers.Certificates;
import io.heliograph.testkit.servers.MariaDbServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against the MariaDB of this machine, where there is one: what comes out has the shape of Telegraf's answer.
class MysqlServerTest {
    private static final List<String> SWITCHES = List.of(
            "gatherTableSchema",
            "gatherProcessList",
            "gatherUserStatistics",
            "gatherInfoSchemaAutoInc",
            "gatherInnodbMetrics",
            "gatherSlaveStatus",
            "gatherReplicaStatus",
            "gatherAllSlaveChannels",
            "mariadbDialect",
            "gatherBinaryLogs",
            "gatherTableIoWaits",
            "gatherTableLockWaits",
            "gatherIndexIoWaits",
            "gatherEventWaits",
            "gatherFileEventsStats",
            "gatherPerfEventsStatements",
            "gatherPerfSumPerAccPerEvent");

    private static MariaDbServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = MariaDbServer.start();
        SqlScript.run(
                server.port(),
                "CREATE DATABASE shop",
                "CREATE TABLE shop.orders (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), KEY (name))",
                "INSERT INTO shop.orders (name) VALUES ('a'), ('b')",
                "CREATE USER reader IDENTIFIED BY 's3cret'",
                "GRANT PROCESS, REPLICATION CLIENT, REPLICA MONITOR, SELECT ON *.* TO reader");
        SqlScript.run(server.port(), "USE shop", "SELECT COUNT(*) FROM orders WHERE name = 'a'");
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    private static Settings settings() {
        return new Settings("reader:s3cret@tcp(127.0.0.1:" + server.port() + ")/?tls=false");
    }

    private static RecordingAccumulator gather(Settings settings) throws Exception {
        MysqlInput plugin = new MysqlInput(settings.config(), new TestContext("inputs.mysql").at(Instant.now()));
        Target target = plugin.targets(List.of()).get(0);
        RecordingAccumulator out = new RecordingAccumulator(target.labels(), 0);
        try (Input input = plugin.input(target)) {
            input.gather(out);
            input.gather(new RecordingAccumulator());
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({
        "status_v2, ''",
        "status_v1, ''",
        "user_statistics, gatherUserStatistics",
        "auto_inc, gatherInfoSchemaAutoInc",
        "table_lock_waits, gatherTableLockWaits",
        "index_io_waits, gatherIndexIoWaits",
        "file_events, gatherFileEventsStats",
        "account, gatherPerfSumPerAccPerEvent"
    })
    void hasTelegrafsShape(String golden, String option) throws Exception {
        Settings settings = settings().with("gatherGlobalVariables", false);
        settings.with("metricVersion", golden.endsWith("_v1") ? 1 : 2);
        if (!option.isEmpty()) {
            settings.with(option, true);
        }
        Shape expected = Shape.read(Path.of("src/test/resources/goldens", golden + ".txt"));
        RecordingAccumulator out = gather(settings);
        Shape got = Shape.of(out.metrics());
        assertThat(out.errors()).isEmpty();
        assertThat(got.fields().keySet()).isEqualTo(expected.fields().keySet());
        for (String measurement : expected.fields().keySet()) {
            assertThat(got.agreement(measurement, expected)).as(measurement).isGreaterThanOrEqualTo(0.95);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gathersEverythingWithoutAProblem(int version) throws Exception {
        Settings settings = settings().with("metricVersion", version);
        for (String option : SWITCHES) {
            settings.with(option, true);
        }
        RecordingAccumulator out = gather(settings);
        assertThat(out.errors()).isEmpty();
        assertThat(out.metrics())
                .extracting(Metric::name)
                .contains("mysql", "mysql_variables", "mysql_innodb", "mysql_users");
        assertThat(Shape.of(out.metrics()).fields().keySet())
                .contains(
                        "mysql server",
                        "mysql_perf_schema name,schema,server",
                        "mysql_perf_schema event_name,server",
                        "mysql_perf_schema digest,digest_text,schema,server",
                        version == 1
                                ? "info_schema_table_size_data_free component,schema,server,table"
                                : "mysql_table_schema schema,server,table",
                        version == 1 ? "mysql_info_schema server" : "mysql_process_list server");
    }

    @Test
    void putsVersionsOnAllVariables() throws Exception {
        RecordingAccumulator out = gather(settings());
        assertThat(out.metrics("mysql_variables"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(metric.tags().get("version")).contains("MariaDB"))
                .allSatisfy(metric -> assertThat(metric.size()).isLessThanOrEqualTo(20));
    }

    @Test
    void knowsHowFarKeysCanGo() throws Exception {
        RecordingAccumulator out = gather(settings().with("gatherInfoSchemaAutoInc", true));
        assertThat(out.metrics("mysql_table_schema"))
                .filteredOn(metric -> "orders".equals(metric.tags().get("table")))
                .extracting(Metric::toMap)
                .containsExactly(Map.of(
                        "auto_increment_column", new Unsigned(3), "auto_increment_column_max", new Unsigned(-1)));
    }

    @Test
    void goesThroughASocketOfThisMachine() throws Exception {
        RecordingAccumulator out =
                gather(new Settings("reader:s3cret@unix(" + server.socket() + ")/shop?sql_mode=%27ANSI%27"));
        assertThat(out.errors()).isEmpty();
        assertThat(out.metrics("mysql").get(0).tags().get("server"))
                .isEqualTo(server.socket().toString());
    }

    @Test
    void doesWithoutEncryptionWhereItIsOnlyPreferred() throws Exception {
        String dsn = "reader:s3cret@tcp(127.0.0.1:" + server.port() + ")/?tls=";
        assertThat(gather(new Settings(dsn + "preferred")).metrics("mysql")).isNotEmpty();
        assertThatThrownBy(() -> gather(new Settings(dsn + "skip-verify"))).hasMessageContaining("ssl not enabled");
    }

    @Test
    void namesServerAndReasonWhereThePasswordIsWrong() throws Exception {
        assertThatThrownBy(() -> gather(new Settings("reader:wr0ng@tcp(127.0.0.1:" + server.port() + ")/")))
                .hasMessageContaining("tcp(127.0.0.1:" + server.port() + ")/: ")
                .hasMessageContaining("Access denied")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void reportsAPartThatIsNotAllowedAndGoesOn() throws Exception {
        SqlScript.run(server.port(), "CREATE USER IF NOT EXISTS poor IDENTIFIED BY 'x'");
        RecordingAccumulator out =
                gather(new Settings("poor:x@tcp(127.0.0.1:" + server.port() + ")/").with("gatherBinaryLogs", true));
        assertThat(out.metrics("mysql")).isNotEmpty();
        assertThat(out.errors()).singleElement().asString().contains("gather_binary_logs", "Access denied");
    }

    @Test
    void asksForVariablesSeldom() throws Exception {
        MysqlConfig config =
                settings().with("intervalSlow", Duration.ofMinutes(30)).config();
        TestContext context = new TestContext("inputs.mysql").at(Instant.EPOCH);
        MysqlInput plugin = new MysqlInput(config, context);
        try (Input input = plugin.input(plugin.targets(List.of()).get(0))) {
            assertThat(variables(input)).isTrue();
            assertThat(variables(input)).isFalse();
            context.at(Instant.EPOCH.plus(Duration.ofMinutes(30)));
            assertThat(variables(input)).isTrue();
        }
    }

    private static boolean variables(Input input) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        input.gather(out);
        return !out.metrics("mysql_variables").isEmpty();
    }

    @Test
    void speaksTls(@TempDir Path folder) throws Exception {
        Certificates own = Certificates.in(folder);
        try (MariaDbServer encrypted = MariaDbServer.start(
                "--ssl-cert=" + own.certificate(), "--ssl-key=" + own.key(), "--ssl-ca=" + own.certificate())) {
            SqlScript.run(encrypted.port(), "CREATE USER reader IDENTIFIED BY 's3cret' REQUIRE SSL");
            String dsn = "reader:s3cret@tcp(127.0.0.1:" + encrypted.port() + ")/?tls=";
            TlsOptions tls =
                    new TlsOptions(own.certificate(), null, null, null, null, TlsVersion.TLS12, List.of(), false);
            assertThat(gather(new Settings(dsn + "skip-verify")).metrics("mysql"))
                    .isNotEmpty();
            assertThat(gather(new Settings(dsn + "preferred")).metrics("mysql")).isNotEmpty();
            assertThat(gather(new Settings(dsn + "custom").with("tls", tls)).metrics("mysql"))
                    .isNotEmpty();
            assertThatThrownBy(() -> gather(new Settings(dsn + "true"))).hasMessageContaining("certification path");
            assertThatThrownBy(() -> gather(new Settings(dsn + "false"))).hasMessageContaining("Access denied");
        }
    }
}
