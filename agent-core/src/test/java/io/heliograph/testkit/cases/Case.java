package io.heliograph.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.core.agent.Agent;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.LoadOptions;
import io.heliograph.core.config.PluginCatalog;
import io.heliograph.core.telemetry.Telemetry;
import io.heliograph.testkit.recorded.RecordedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One folder of files, and whether the agent does what they say.
///
/// @param folder an absolute path
/// @param catalog the plugins that the configuration may name
record Case(Path folder, PluginCatalog catalog) {
    private static final boolean REWRITE = Boolean.getBoolean("heliograph.rewrite");
    // listeners serve for so long; everything else ends by itself
    private static final Duration SERVING = Duration.ofSeconds(1);

    void check() throws Exception {
        try (RecordedServers recorded = RecordedServers.of(folder);
                CaseServers servers = new CaseServers(folder);
                HostFolders host = new HostFolders(folder);
                ReportedProblems problems = new ReportedProblems()) {
            host.put();
            String toml = servers.fill(recorded.fill(text("heliograph.toml")));
            RememberedRows rows = run(configuration(toml), servers);
            checkProblems(problems.texts());
            checkRows(rows, recorded, servers);
            checkBody(servers.body());
        }
    }

    private Configuration configuration(String toml) throws Exception {
        String agent = toml.contains("[agent]") ? "" : "[agent]\nomit_hostname = true\n";
        String name = folder.resolve("heliograph.toml").toString();
        return ConfigLoader.loadText(catalog, LoadOptions.strict(), name, agent + CaseText.resolved(toml, folder));
    }

    private RememberedRows run(Configuration configuration, CaseServers servers) throws Exception {
        RememberedRows rows = new RememberedRows();
        ClassLoader loader = Case.class.getClassLoader();
        Agent agent =
                new Agent(catalog, ignored -> loader, new Telemetry(), configuration.agent(), List.of(rows.stage()));
        try {
            CompletableFuture<Void> requests = servers.sendRequests();
            agent.once(configuration, SERVING);
            requests.get(10, TimeUnit.SECONDS);
        } finally {
            agent.stop();
        }
        return rows;
    }

    private void checkRows(RememberedRows rows, RecordedServers recorded, CaseServers servers) throws Exception {
        ExpectedRows expected = ExpectedRows.parse(servers.fill(recorded.fill(text("expected.out"))));
        if (REWRITE && !expected.isSame(rows.metrics())) {
            String lines = rows.lines(expected.timed());
            Files.writeString(folder.resolve("expected.out"), servers.unfill(recorded.unfill(lines)));
        } else {
            expected.assertSame(rows.metrics());
        }
    }

    private void checkProblems(List<String> reported) throws IOException {
        List<String> problems =
                reported.stream().map(text -> text.replace(folder + "/", "")).toList();
        List<String> expected =
                text("expected.err").lines().filter(line -> !line.isBlank()).toList();
        assertThat(problems)
                .as("reported problems")
                .allSatisfy(
                        problem -> assertThat(expected).as("parts of problems").anyMatch(problem::contains));
        assertThat(expected)
                .as("parts of problems")
                .allSatisfy(part -> assertThat(problems).as("reported problems").anyMatch(text -> text.contains(part)));
    }

    private void checkBody(String body) throws IOException {
        Path file = folder.resolve("expected.body");
        if (REWRITE && !body.isEmpty()) {
            Files.writeString(file, body);
        }
        assertThat(body).isEqualTo(text("expected.body"));
    }

    private String text(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
