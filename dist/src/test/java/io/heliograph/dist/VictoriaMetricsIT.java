package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.testkit.servers.VictoriaMetricsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VictoriaMetrics takes what both outputs for InfluxDB write, as it was.
class VictoriaMetricsIT {
    @TempDir
    Path folder;

    /// One series as the server exports it.
    private record Exported(Map<String, String> labels, List<Double> values, List<Long> epochMillis) {}

    @Test
    void bothOutputsWriteTheSameRows() throws Exception {
        long now = System.currentTimeMillis() / 1000 * 1000;
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < 100; line++) {
            lines.append("probe,site=a\\ b,zone=%d value=%d.25,count=%di,up=true %d000000\n"
                    .formatted(line % 10, line, line, now - line * 1000));
        }
        Files.writeString(folder.resolve("input.influx"), lines);
        try (VictoriaMetricsServer server = VictoriaMetricsServer.start();
                RunningAgent agent = RunningAgent.start(folder, plugins(server.url()))) {
            await("all rows").atMost(RunningAgent.SOON).until(() -> samples(server, "probe_value") >= 200);
            agent.assertBooksBalance();
            agent.stop();
            for (String label : List.of("{db=\"metrics\"}", "{db=\"\"}")) {
                assertThat(exported(server, "probe_value" + label))
                        .hasSize(10)
                        .allSatisfy(VictoriaMetricsIT::hasItsValues);
                assertThat(exported(server, "probe_count" + label)).hasSize(10);
                assertThat(exported(server, "probe_up" + label))
                        .hasSize(10)
                        .allSatisfy(series -> assertThat(series.values()).containsOnly(1.0));
            }
        }
    }

    private static void hasItsValues(Exported series) {
        int zone = Integer.parseInt(series.labels().get("zone"));
        assertThat(series.labels()).containsEntry("site", "a b");
        assertThat(new ArrayList<>(new TreeSet<>(series.values())))
                .hasSize(10)
                .allSatisfy(value -> assertThat((value - 0.25 - zone) % 10).isZero());
        assertThat(new TreeSet<>(series.epochMillis())).hasSize(10);
    }

    private static String plugins(String url) {
        return """
                [[inputs.file]]
                  files = ["FOLDER/input.influx"]
                  data_format = "influx"
                [[outputs.influxdb]]
                  urls = ["%1$s"]
                  database = "metrics"
                [[outputs.influxdb_v2]]
                  urls = ["%1$s"]
                  bucket = "metrics"
                  organization = "any"
                  token = "any"
                """.formatted(url);
    }

    private static long samples(VictoriaMetricsServer server, String match) throws IOException {
        return exported(server, match).stream()
                .mapToLong(series -> series.values().size())
                .sum();
    }

    private static List<Exported> exported(VictoriaMetricsServer server, String match) throws IOException {
        List<Exported> all = new ArrayList<>();
        for (String line : Web.get(server.url() + "/api/v1/export?match%5B%5D=" + Web.encoded(match))
                .split("\n")) {
            if (!line.isBlank()) {
                all.add(series(JsonParser.parseString(line).getAsJsonObject()));
            }
        }
        return all;
    }

    private static Exported series(JsonObject json) {
        Map<String, String> labels = new TreeMap<>();
        json.getAsJsonObject("metric")
                .entrySet()
                .forEach(label -> labels.put(label.getKey(), label.getValue().getAsString()));
        List<Double> values = new ArrayList<>();
        JsonArray numbers = json.getAsJsonArray("values");
        for (JsonElement number : numbers) {
            values.add(number.getAsDouble());
        }
        List<Long> times = new ArrayList<>();
        for (JsonElement time : json.getAsJsonArray("timestamps")) {
            times.add(time.getAsLong());
        }
        return new Exported(labels, values, times);
    }
}
