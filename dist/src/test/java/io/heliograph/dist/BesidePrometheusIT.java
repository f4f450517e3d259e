package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.dist.ScriptedTargets.Target;
import io.heliograph.testkit.servers.PrometheusServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prometheus 2.42 and the agent scrape the same targets with the same `prometheus.yml`: what they store is the same,
/// sample by sample, and so is what they say about each scrape.
class BesidePrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SCRAPES = 3;
    /// Times within these Prometheus takes for sure.
    private static final long PAST_MILLIS = 600_000;

    private static final long FUTURE_MILLIS = 540_000;

    private static final String YML = """
            global: {scrape_interval: 5s}
            scrape_configs:
              - job_name: beside
                static_configs: %s
            """;

    private static final String AGENT = """
            [[inputs.prometheus]]
              scrape_config_files = ["FOLDER/prometheus.yml"]
            [[outputs.prometheus_remote_write]]
              url = "%s"
              name_sanitization = "utf8"
            """;

    @TempDir
    Path folder;

    @Test
    void bothStoreTheSame() throws Exception {
        long start = System.currentTimeMillis();
        List<Target> cases = cases();
        try (ScriptedTargets targets = new ScriptedTargets(cases, start);
                RemoteWriteSink sink = new RemoteWriteSink()) {
            String yml = YML.formatted(targets.staticConfigs());
            Files.writeString(folder.resolve("prometheus.yml"), yml);
            try (PrometheusServer prometheus = PrometheusServer.start(yml);
                    RunningAgent agent = RunningAgent.start(folder, AGENT.formatted(sink.url()))) {
                await("scrapes of the agent")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .until(() -> isDone(byCase(sink.samples()), cases));
                await("scrapes of Prometheus")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(2))
                        .until(() -> isDone(byCase(stored(prometheus, start)), cases));
                Map<String, List<StoredSample>> theirs = byCase(stored(prometheus, start));
                Map<String, List<StoredSample>> ours = byCase(sink.samples());
                compare(theirs, ours, start);
                assertThat(agent.isAlive()).isTrue();
            }
        }
    }

    private static void compare(
            Map<String, List<StoredSample>> theirs, Map<String, List<StoredSample>> ours, long start) {
        List<String> problems = new ArrayList<>();
        Map<String, KnownDifference> known = KnownDifference.byCase();
        for (String name : new TreeSet<>(theirs.keySet())) {
            CaseOutcome their = outcome(theirs.get(name), start);
            CaseOutcome our = outcome(ours.get(name), start);
            OutcomeDifference found = areStorable(ours.get(name), start)
                    ? OutcomeDifference.between(their, our)
                    : OutcomeDifference.between(
                            their.without("scrape_series_added"), our.without("scrape_series_added"));
            KnownDifference expected = known.remove(name);
            OutcomeDifference wanted = expected == null ? OutcomeDifference.NONE : expected.difference();
            if (!found.equals(wanted)) {
                problems.add(name + ": Prometheus " + found.theirs() + "; here " + found.ours()
                        + (expected == null ? "" : "; known is " + wanted));
            }
        }
        known.keySet().forEach(name -> problems.add(name + ": in the table of differences, but no case"));
        assertThat(String.join("\n", problems)).isEmpty();
    }

    private static CaseOutcome outcome(List<StoredSample> arrived, long start) {
        return CaseOutcome.of(arrived, SCRAPES, start - PAST_MILLIS, start + FUTURE_MILLIS);
    }

    /// Whether all samples have times that a store takes: others are not among the series that Prometheus counts.
    private static boolean areStorable(List<StoredSample> samples, long start) {
        return samples.stream()
                .allMatch(sample ->
                        sample.epochMillis() > start - PAST_MILLIS && sample.epochMillis() < start + FUTURE_MILLIS);
    }

    private static List<Target> cases() throws IOException {
        List<Target> cases = new ArrayList<>(ScriptedTargets.of("src/test/resources/beside/bodies.json", ""));
        // 2.42 has no fallback_scrape_protocol
        for (Target target : ScriptedTargets.of("acceptance/data/exposition.json", "exposition/")) {
            if (!target.name().contains("-fallback-")) {
                cases.add(target);
            }
        }
        cases.addAll(ScriptedTargets.of("acceptance/data/openmetrics.json", "OpenMetrics/"));
        return cases;
    }

    private static boolean isDone(Map<String, List<StoredSample>> byCase, List<Target> cases) {
        for (Target target : cases) {
            if (CaseOutcome.times(byCase.getOrDefault(target.name(), List.of())).size() <= SCRAPES) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, List<StoredSample>> byCase(List<StoredSample> samples) {
        Map<String, List<StoredSample>> cases = new HashMap<>();
        for (StoredSample sample : samples) {
            cases.computeIfAbsent(sample.label("case"), name -> new ArrayList<>())
                    .add(sample);
        }
        return new TreeMap<>(cases);
    }

    /// All that a server has, staleness markers too: only remote read tells them.
    private static List<StoredSample> stored(PrometheusServer server, long start) throws Exception {
        byte[] query = RemoteMessages.query(start - 3_600_000, start + 3_600_000, "case");
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/read"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return RemoteMessages.read(answer.body());
        }
    }
}
