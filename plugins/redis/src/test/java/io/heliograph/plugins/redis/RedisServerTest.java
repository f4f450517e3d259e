package io.heliograph.plugins.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.Secret;
import io.heliograph.plugins.common.tls.TlsOptions;
import io.heliograph.plugins.common.tls.TlsVersion;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.servers.Certificates;
import io.heliograph.testkit.servers.RedisServer;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the Redis of this machine, where there is one.
class RedisServerTest {
    private static final RedisCommand COUNT =
            new RedisCommand(List.of("incr", "counter"), "counter", RedisCommand.Type.INTEGER);
    private static final RedisCommand MISTAKE =
            new RedisCommand(List.of("lpush", "counter", "x"), "mistake", RedisCommand.Type.INTEGER);

    private static Input input(String address, RedisCommand... commands) {
        RedisConfig config = RedisConfig.of(List.of(Secret.of(address)), List.of(commands));
        RedisInput plugin = new RedisInput(config, new TestContext("inputs.redis").at(Instant.now()));
        return plugin.input(plugin.targets(List.of()).get(0));
    }

    private static RecordingAccumulator gather(Input input) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        input.gather(out);
        return out;
    }

    @Test
    void readsEveryMeasurement() throws Exception {
        try (RedisServer server = RedisServer.start();
                Input input = input("tcp://127.0.0.1:" + server.port(), COUNT, MISTAKE)) {
            gather(input);
            RecordingAccumulator out = gather(input);
            assertThat(out.fieldsOf("redis"))
                    .containsKeys("uptime", "clients", "used_memory", "redis_version", "keyspace_hitrate");
            assertThat(out.fieldsOf("redis_keyspace")).containsEntry("keys", 1L);
            assertThat(out.fieldsOf("redis_errorstat")).containsEntry("total", 1L);
            assertThat(out.fieldsOf("redis_commands"))
                    .containsEntry("counter", 2L)
                    .doesNotContainKey("mistake");
            assertThat(out.metrics("redis_cmdstat"))
                    .extracting(metric -> metric.tags().get("command"))
                    .contains("incr", "info");
            assertThat(out.metrics("redis_latency_percentiles_usec")).isNotEmpty();
            assertThat(out.errors()).singleElement().asString().contains("lpush counter x: ", "WRONGTYPE");
        }
    }

    @Test
    void readsAReplicaFromBothSides() throws Exception {
        try (RedisServer primary = RedisServer.start();
                RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(primary.port()));
                Input first = input("tcp://127.0.0.1:" + primary.port());
                Input second = input("tcp://127.0.0.1:" + replica.port())) {
            Metric seen = replicaOf(first);
            assertThat(seen.tags().get("replica_port")).isEqualTo(Integer.toString(replica.port()));
            assertThat(seen.tags().get("replication_role")).isEqualTo("slave");
            assertThat(seen.toMap()).containsOnlyKeys("offset", "lag");
            assertThat(gather(second).metrics("redis").get(0).tags().get("replication_role"))
                    .isEqualTo("slave");
        }
    }

    private static Metric replicaOf(Input primary) throws Exception {
        for (int i = 0; i < 100; i++) {
            List<Metric> replicas = gather(primary).metrics("redis_replication");
            if (!replicas.isEmpty()) {
                return replicas.get(0);
            }
            Thread.sleep(Duration.ofMillis(100));
        }
        throw new AssertionError("no replica attached itself");
    }

    @Test
    void logsInAndGoesThroughASocketOfThisMachine() throws Exception {
        try (RedisServer server = RedisServer.start("--requirepass", "s3cret");
                Input through = input("unix://:s3cret@" + server.socket());
                Input named = input("tcp://default:s3cret@127.0.0.1:" + server.port());
                Input wrong = input("tcp://:wr0ng@127.0.0.1:" + server.port());
                Input without = input("tcp://127.0.0.1:" + server.port())) {
            assertThat(gather(through).metrics("redis")).hasSize(1);
            assertThat(gather(through).metrics("redis")).hasSize(1);
            assertThat(gather(named).metrics("redis")).hasSize(1);
            assertThatThrownBy(() -> gather(wrong))
                    .hasMessageContaining("WRONGPASS")
                    .hasMessageNotContaining("wr0ng");
            assertThatThrownBy(() -> gather(without)).hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void comesBackWithTheServer() throws Exception {
        try (RedisServer server = RedisServer.start("--timeout", "1");
                Input input = input("tcp://127.0.0.1:" + server.port())) {
            gather(input);
            Thread.sleep(Duration.ofMillis(2_500));
            assertThat(gather(input).metrics("redis")).hasSize(1);
        }
    }

    @Test
    void speaksTls(@TempDir Path folder) throws Exception {
        Certificates own = Certificates.in(folder);
        int port = freePort();
        try (RedisServer server = RedisServer.start(
                        "--tls-port",
                        Integer.toString(port),
                        "--tls-cert-file",
                        own.certificate().toString(),
                        "--tls-key-file",
                        own.key().toString(),
                        "--tls-ca-cert-file",
                        own.certificate().toString());
                Input trusting = encrypted(port, trust(own, own.certificate()));
                Input doubting = encrypted(port, trust(own, null))) {
            assertThat(server.port()).isNotEqualTo(port);
            assertThat(gather(trusting).metrics("redis")).hasSize(1);
            assertThat(gather(trusting).metrics("redis")).hasSize(1);
            assertThatThrownBy(() -> gather(doubting)).hasMessageContaining("certification path");
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static TlsOptions trust(Certificates own, @Nullable Path authority) {
        return new TlsOptions(authority, own.certificate(), own.key(), null, null, TlsVersion.TLS12, List.of(), false);
    }

    private static Input encrypted(int port, TlsOptions tls) {
        RedisConfig config =
                new RedisConfig(List.of(Secret.of("tcp://127.0.0.1:" + port)), null, null, List.of(), null, tls);
        RedisInput plugin = new RedisInput(config, new TestContext("inputs.redis").at(Instant.now()));
        return plugin.input(plugin.targets(List.of()).get(0));
    }
}
