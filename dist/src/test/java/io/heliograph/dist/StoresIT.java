package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.testkit.servers.MariaDbServer;
import io.heliograph.testkit.servers.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis and MariaDB are polled, and of many servers a bad one is named and delays no other.
class StoresIT {
    @TempDir
    Path folder;

    @Test
    void mariaDbHasTheShapeThatTelegrafGives() throws Exception {
        List<MysqlGolden> goldens = MysqlGolden.all();
        assertThat(goldens).hasSizeGreaterThanOrEqualTo(8);
        try (MariaDbServer server = MariaDbServer.start()) {
            Sql.run(
                    server.port(),
                    "CREATE DATABASE shop",
                    "CREATE TABLE shop.orders (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20), KEY (name))",
                    "INSERT INTO shop.orders (name) VALUES ('a'), ('b')",
                    "CREATE USER reader IDENTIFIED BY 's3cret'",
                    "GRANT PROCESS, REPLICATION CLIENT, REPLICA MONITOR, SELECT ON *.* TO reader");
            Sql.run(server.port(), "USE shop", "SELECT COUNT(*) FROM orders WHERE name = 'a'");
            StringBuilder plugins = new StringBuilder(
                    "[[outputs.file]]\n  files = [\"FOLDER/rows.out\"]\n  influx_uint_support = true\n");
            for (MysqlGolden golden : goldens) {
                plugins.append(golden.configuration("reader:s3cret@tcp(127.0.0.1:" + server.port() + ")/?tls=false"));
            }
            try (RunningAgent agent = RunningAgent.start(folder, plugins.toString())) {
                for (MysqlGolden golden : goldens) {
                    await(golden.name())
                            .atMost(RunningAgent.SOON)
                            .untilAsserted(() -> golden.assertShapeOf(agent.rows("rows.out")));
                }
                assertThat(agent.log()).doesNotContain("E! [inputs.mysql");
                agent.assertBooksBalance();
            }
        }
    }

    @Test
    void badServersAreNamedAndGoodOnesAreOnTime() throws Exception {
        try (RedisServer redis = RedisServer.start();
                RedisServer locked = RedisServer.start("--requirepass", "right");
                MariaDbServer maria = MariaDbServer.start();
                Door closed = Door.shut();
                Door wedged = Door.wedged();
                RunningAgent agent = RunningAgent.start(folder, """
                        [[inputs.redis]]
                          servers = ["tcp://127.0.0.1:%1$d", "tcp://:wr0ng@127.0.0.1:%2$d", "tcp://127.0.0.1:%4$d", "tcp://127.0.0.1:%5$d"]
                        [[inputs.mysql]]
                          servers = ["root@tcp(127.0.0.1:%3$d)/", "root:wr0ng@tcp(127.0.0.1:%3$d)/", "root@tcp(127.0.0.1:%4$d)/", "root@tcp(127.0.0.1:%5$d)/"]
                          metric_version = 2
                        [[outputs.file]]
                          files = ["FOLDER/rows.out"]
                        """.formatted(
                                redis.port(), locked.port(), maria.port(), closed.port(), wedged.port()))) {
            await("both").atMost(RunningAgent.SOON).until(() -> count(agent, "redis") > 0 && count(agent, "mysql") > 0);
            int redisBefore = count(agent, "redis");
            int mysqlBefore = count(agent, "mysql");
            Thread.sleep(6000);
            assertThat(count(agent, "redis") - redisBefore)
                    .as("answers of Redis in 6 seconds")
                    .isBetween(3, 8);
            assertThat(count(agent, "mysql") - mysqlBefore)
                    .as("answers of MariaDB in 6 seconds")
                    .isBetween(3, 8);
            for (int port : List.of(locked.port(), closed.port(), wedged.port())) {
                agent.awaitLog("inputs.redis", ":" + port);
            }
            agent.awaitLog("inputs.redis", ":" + locked.port(), "WRONGPASS");
            agent.awaitLog("inputs.mysql", ":" + maria.port(), "Access denied");
            agent.awaitLog("inputs.mysql", ":" + closed.port());
            agent.awaitLog("inputs.mysql", ":" + wedged.port());
            assertThat(agent.log()).doesNotContain("wr0ng");
            agent.assertBooksBalance();
            assertThat(agent.stop()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aServerThatComesBackIsReadAgain() throws Exception {
        try (Door door = Door.shut();
                RedisServer redis = RedisServer.start();
                RunningAgent agent = RunningAgent.start(folder, """
                        [[inputs.redis]]
                          servers = ["tcp://127.0.0.1:%d"]
                        [[outputs.file]]
                          files = ["FOLDER/rows.out"]
                        """.formatted(door.port()))) {
            agent.awaitLog("inputs.redis", ":" + door.port());
            for (int round = 0; round < 2; round++) {
                int before = count(agent, "redis");
                door.open(redis.port());
                await("an answer").atMost(RunningAgent.SOON).until(() -> count(agent, "redis") > before + 1);
                door.shutAgain();
            }
            agent.assertBooksBalance();
        }
    }

    /// How many times there are rows of, as a gather gives all of its rows one time.
    private static int count(RunningAgent agent, String measurement) throws Exception {
        return (int) agent.rows("rows.out").stream()
                .filter(row -> row.name().equals(measurement))
                .mapToLong(Metric::epochNanos)
                .distinct()
                .count();
    }
}
