package io.heliograph.plugins.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.api.Input;
import io.heliograph.api.Secret;
import io.heliograph.api.TagSet;
import io.heliograph.api.Target;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.recorded.RecordedRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RedisInputTest {
    private static final String SMALL = """
            > INFO ALL
            $
            # Server
            redis_version:7.0.15
            # Persistence
            rdb_last_save_time:1000
            # Replication
            role:master
            > GET counter
            :17
            """;

    private static RedisConfig config(String server, RedisCommand... commands) {
        return RedisConfig.of(List.of(Secret.of(server)), List.of(commands));
    }

    private static Input input(RedisConfig config) {
        RedisInput plugin = new RedisInput(config, new TestContext("inputs.redis").at(Instant.ofEpochSecond(1_060)));
        return plugin.input(plugin.targets(List.of()).get(0));
    }

    private static RecordingAccumulator gather(Input input) throws Exception {
        RecordingAccumulator out = new RecordingAccumulator();
        input.gather(out);
        return out;
    }

    @Test
    void tellsHowLongAgoTheLastSaveWas() throws Exception {
        try (RecordedRedis server = RecordedRedis.start(SMALL);
                Input input = input(config("tcp://127.0.0.1:" + server.port()))) {
            assertThat(gather(input).fieldsOf("redis"))
                    .containsEntry("rdb_last_save_time", 1000L)
                    .containsEntry("rdb_last_save_time_elapsed", 60L)
                    .containsEntry("keyspace_hitrate", 0.0);
        }
    }

    @Test
    void keepsOneConnectionAndSaysNothingOfItsOwn() throws Exception {
        try (RecordedRedis server = RecordedRedis.start(SMALL);
                Input input = input(config("tcp://127.0.0.1:" + server.port()))) {
            gather(input);
            gather(input);
            assertThat(server.requests()).containsExactly("INFO ALL", "INFO ALL");
        }
    }

    @Test
    void replacesAConnectionThatTheServerClosedMeanwhile() throws Exception {
        try (RecordedRedis server = RecordedRedis.start(SMALL);
                Input input = input(config("tcp://127.0.0.1:" + server.port()))) {
            gather(input);
            server.hangUp();
            assertThat(gather(input).metrics("redis")).hasSize(1);
        }
    }

    @Test
    void namesServerAndReasonWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (Input input = input(config("tcp://user:hidden@127.0.0.1:" + port))) {
            assertThatThrownBy(() -> gather(input))
                    .isInstanceOf(IOException.class)
                    .hasMessage("tcp://127.0.0.1:" + port + ": Connection refused");
        }
    }

    @Test
    void namesServerAndReasonWhereThePasswordIsWrong() throws Exception {
        String refusing = "> AUTH user hidden\n-WRONGPASS invalid username-password pair or user is disabled.\n";
        try (RecordedRedis server = RecordedRedis.start(refusing);
                Input input = input(config("tcp://user:hidden@127.0.0.1:" + server.port()))) {
            assertThatThrownBy(() -> gather(input))
                    .hasMessageContaining("127.0.0.1:" + server.port() + ": WRONGPASS")
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void reportsAnErrorOfTheServerAndGoesOnWithCommands() throws Exception {
        RedisCommand command = new RedisCommand(List.of("get", "counter"), "counter", RedisCommand.Type.INTEGER);
        try (RecordedRedis server = RecordedRedis.start("> INFO ALL\n-NOPERM no\n> GET counter\n:17\n");
                Input input = input(config("tcp://127.0.0.1:" + server.port(), command))) {
            RecordingAccumulator out = gather(input);
            assertThat(out.fieldsOf("redis_commands")).containsEntry("counter", 17L);
            assertThat(out.errors()).singleElement().asString().contains("NOPERM");
        }
    }

    @Test
    @Timeout(20)
    void givesUpOnAServerThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Input input = input(config("tcp://127.0.0.1:" + silent.getLocalPort()))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> gather(input)).hasMessageContaining("Read timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    @Timeout(20)
    void letsGoWhenInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Input input = input(config("tcp://127.0.0.1:" + silent.getLocalPort()))) {
            Thread gathering = Thread.ofVirtual()
                    .start(() -> assertThatThrownBy(() -> gather(input)).isNotNull());
            Thread.sleep(200);
            gathering.interrupt();
            assertThat(gathering.join(Duration.ofSeconds(2))).isTrue();
        }
    }

    @Test
    void readsDiscoveredServersWithTheirLabels() {
        RedisInput plugin = new RedisInput(config("tcp://a:1"), new TestContext("inputs.redis"));
        Target found = Target.found(TagSet.of("__address__", "b:2", "dc", "west", "__meta_x", "y"));
        assertThat(plugin.targets(List.of(found)))
                .extracting(Target::id, Target::labels)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tcp://a:1", TagSet.of("server", "a", "port", "1")),
                        org.assertj.core.groups.Tuple.tuple(
                                "tcp://b:2", TagSet.of("server", "b", "port", "2", "dc", "west")));
    }
}
