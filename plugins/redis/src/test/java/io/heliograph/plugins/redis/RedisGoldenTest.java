package io.heliograph.plugins.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.api.Input;
import io.heliograph.api.Metric;
import io.heliograph.api.Secret;
import io.heliograph.api.Target;
import io.heliograph.testkit.RecordingAccumulator;
import io.heliograph.testkit.TestContext;
import io.heliograph.testkit.recorded.RecordedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Telegraf answered for recorded servers, field by field. The whole agent runs the same folders as cases.
class RedisGoldenTest {
    private static final List<RedisCommand> COMMANDS = List.of(
            new RedisCommand(List.of("get", "counter"), "counter", RedisCommand.Type.INTEGER),
            new RedisCommand(List.of("llen", "q"), "q", RedisCommand.Type.INTEGER),
            new RedisCommand(List.of("get", "ratio"), "ratio", RedisCommand.Type.FLOAT),
            new RedisCommand(List.of("get", "word"), "word", RedisCommand.Type.STRING));

    @ParameterizedTest
    @ValueSource(strings = {"primary", "commands"})
    void agreesWithTelegraf(String name) throws Exception {
        Path folder = Path.of("src/test/resources/cases/redis", name);
        try (RecordedServers servers = RecordedServers.of(folder)) {
            List<RedisCommand> commands = name.equals("commands") ? COMMANDS : List.of();
            RecordingAccumulator out = gather(servers.fill("tcp://127.0.0.1:REDIS_PORT"), commands);
            assertThat(out.metrics().stream().map(RedisGoldenTest::text).toList())
                    .containsExactlyInAnyOrderElementsOf(expected(servers, folder));
            assertThat(out.errors()).isEmpty();
        }
    }

    private static RecordingAccumulator gather(String server, List<RedisCommand> commands) throws Exception {
        RedisConfig config = RedisConfig.of(List.of(Secret.of(server)), commands);
        RedisInput plugin = new RedisInput(config, new TestContext("inputs.redis"));
        Target target = plugin.targets(List.of()).get(0);
        RecordingAccumulator out = new RecordingAccumulator(target.labels(), 0);
        try (Input input = plugin.input(target)) {
            input.gather(out);
        }
        return out;
    }

    private static List<String> expected(RecordedServers servers, Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : servers.fill(Files.readString(folder.resolve("expected.out"))).split("\n")) {
            String[] parts = line.split(" ", 2);
            String[] fields = parts[1].split(",");
            Arrays.sort(fields);
            lines.add(parts[0] + ' ' + String.join(",", fields));
        }
        return lines;
    }

    private static String text(Metric metric) {
        StringBuilder text = new StringBuilder(metric.name());
        metric.tags().toMap().forEach((key, value) -> text.append(',').append(key).append('=').append(value));
        Map<String, Object> fields = new TreeMap<>(metric.toMap());
        fields.remove("rdb_last_save_time_elapsed");
        List<String> texts = new ArrayList<>();
        fields.forEach((key, value) -> texts.add(key + '=' + text(value)));
        texts.sort(null);
        return text.append(' ').append(String.join(",", texts)).toString();
    }

    private static String text(Object value) {
        if (value instanceof Long) {
            return value + "i";
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) ? Long.toString(number.longValue()) : number.toString();
        }
        return "\"" + value + '"';
    }
}
