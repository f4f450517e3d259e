package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.testkit.faults.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A plugin that misbehaves stays alone with it: the neighbour gathers each second, and its rows are all there.
class PluginFaultsIT {
    private static final String STEADY = """
            [[inputs.mock]]
              metric_name = "steady"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
            """;

    @TempDir
    Path folder;

    private Path jars;

    @BeforeEach
    void copyJars() throws IOException {
        jars = Files.createDirectory(folder.resolve("plugins"));
        for (String family : List.of("file", "internal", "influxdb")) {
            Path jar = Distribution.built().pluginJar(family);
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        TroubleJar.write(jars);
    }

    private RunningAgent start(String plugins) throws IOException {
        return RunningAgent.start(folder, STEADY + plugins, "--plugins", jars.toString());
    }

    private static List<Double> steady(RunningAgent agent) throws Exception {
        return agent.rows("rows.out").stream()
                .filter(row -> row.name().equals("steady"))
                .map(Metric::toMap)
                .map(fields -> (Double) fields.get("n"))
                .toList();
    }

    /// A row for each second, and none of them missing.
    private static void assertSteady(RunningAgent agent, int seconds) throws Exception {
        int before = steady(agent).size();
        Thread.sleep(seconds * 1000L);
        List<Double> numbers = steady(agent);
        assertThat(numbers.size() - before).as("rows in %s seconds", seconds).isGreaterThanOrEqualTo(seconds - 1);
        for (int n = 0; n < numbers.size(); n++) {
            assertThat(numbers.get(n)).isEqualTo(n);
        }
    }

    private static double of(RunningAgent agent, String family, String alias) throws IOException {
        return agent.books().sum(family, "input=\"trouble\",alias=\"" + alias + "\"");
    }

    private static void assertSays(RunningAgent agent, String alias, String what) {
        await(alias + ": " + what)
                .atMost(RunningAgent.SOON)
                .until(() -> plugin(agent, alias).contains(what));
    }

    /// What the API says of it.
    private static String plugin(RunningAgent agent, String alias) throws IOException {
        String all = Web.get(agent.address("/api/v1/plugins"));
        int at = all.indexOf("inputs.trouble::" + alias);
        int next = all.indexOf("\"name\"", at + 1);
        return at < 0 ? "" : all.substring(at, next < 0 ? all.length() : next);
    }

    @FaultRow(63)
    void whatThrowsIsCountedAndTriedAgain() throws Exception {
        try (RunningAgent agent =
                start(TroubleJar.input("throw") + TroubleJar.input("error") + TroubleJar.input("overflow"))) {
            assertSteady(agent, 5);
            for (String how : List.of("throw", "error", "overflow")) {
                await(how)
                        .atMost(RunningAgent.SOON)
                        .until(() -> of(agent, "heliograph_input_gather_errors_total", how) > 1);
            }
            agent.awaitLog("inputs.trouble::throw", "checked trouble");
            agent.awaitLog("inputs.trouble::error", "error of trouble");
            agent.awaitLog("inputs.trouble::overflow", "StackOverflowError");
            agent.assertBooksBalance();
        }
    }

    @FaultRow(64)
    void whatHangsOrSpinsIsLeftBehind() throws Exception {
        String impatient = "  gather_timeout = \"1s\"\n";
        try (RunningAgent agent = start(TroubleJar.input("sleep")
                + impatient
                + TroubleJar.input("deaf")
                + impatient
                + TroubleJar.input("spin")
                + impatient)) {
            assertSteady(agent, 4);
            assertThat(of(agent, "heliograph_input_gather_timeouts_total", "sleep"))
                    .isPositive();
            assertSays(agent, "deaf", "stuck");
            assertSays(agent, "spin", "stuck");
            agent.awaitLog("inputs.trouble::deaf", "ignores its interrupt");
            assertSteady(agent, 3);
            agent.configure(STEADY);
            agent.reload();
            assertSteady(agent, 2);
            agent.assertBooksBalance();
            agent.stop();
        }
    }

    /// More of them than there are cores.
    @FaultRow(64)
    void spinningPluginsLeaveRoomForOthers() throws Exception {
        StringBuilder spinning = new StringBuilder();
        for (int n = 0; n <= Runtime.getRuntime().availableProcessors(); n++) {
            spinning.append(TroubleJar.input("spin").replace("alias = \"spin\"", "alias = \"spin" + n + "\""));
        }
        try (RunningAgent agent = start(spinning.toString())) {
            agent.awaitLog("inputs.trouble::spin", "has not come back yet");
            await("rows").atMost(RunningAgent.SOON).until(() -> steady(agent).size() > 5);
            agent.assertBooksBalance();
            agent.stop();
        }
    }

    @FaultRow(65)
    void whatLeaksCanBeSeen() throws Exception {
        try (RunningAgent agent = start(TroubleJar.input("threads") + TroubleJar.input("files"))) {
            double files = agent.books().sum("process_open_fds", "");
            await("threads of the jar")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().sum("heliograph_plugin_threads", "jar=\"test-trouble\"") > 3);
            await("open files")
                    .atMost(RunningAgent.SOON)
                    .until(() -> agent.books().sum("process_open_fds", "") > files + 2);
            assertThat(agent.books().sum("heliograph_plugin_threads", "")
                            - agent.books().sum("heliograph_plugin_threads", "jar=\"test-trouble\""))
                    .as("threads of the other jars")
                    .isZero();
            assertSteady(agent, 3);
            agent.assertBooksBalance();
        }
    }

    @FaultRow(66)
    void whatIsNoMetricIsRefused() throws Exception {
        try (RunningAgent agent = start(TroubleJar.input("null") + TroubleJar.input("huge"))) {
            assertSteady(agent, 4);
            agent.awaitLog("inputs.trouble::null", "the key of a field is null");
            agent.awaitLog("inputs.trouble::huge", "a row of 'trouble' is refused");
            assertThat(of(agent, "heliograph_input_errors_total", "huge")).isPositive();
            assertThat(agent.rows("rows.out"))
                    .allSatisfy(row -> assertThat(row.name()).isEqualTo("steady"));
            agent.assertBooksBalance();
        }
    }

    @FaultRow(67)
    void aReloadThatCannotBeDoneChangesNothing() throws Exception {
        try (RunningAgent agent = start("")) {
            assertSteady(agent, 1);
            assertThat(agent.books().sum("heliograph_config_last_reload_successful", ""))
                    .isEqualTo(1);
            agent.configure(STEADY + "[[inputs.trouble]]\n  howe = 1\n");
            agent.reloadInVain("heliograph.toml:", "howe");
            Files.writeString(jars.resolve("broken.jar"), "not a jar");
            agent.configure(STEADY + "[[inputs.broken]]\n");
            agent.reloadInVain("inputs.broken");
            assertThat(agent.books().sum("heliograph_config_last_reload_successful", ""))
                    .isZero();
            assertSteady(agent, 2);
            agent.configure(STEADY);
            agent.reload();
            assertThat(agent.books().sum("heliograph_config_last_reload_successful", ""))
                    .isEqualTo(1);
            agent.assertBooksBalance();
        }
    }

    /// Such a file is well: the listener is one of the things that come later, and all else is there.
    @FaultRow(67)
    void aPortInUseIsTriedAgainUntilItIsFree() throws Exception {
        try (RunningAgent agent = start("")) {
            String address;
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                address = "127.0.0.1:" + taken.getLocalPort();
                agent.configure(STEADY + "[[inputs.influxdb_listener]]\n  service_address = \"" + address + "\"\n");
                agent.reload();
                agent.awaitLog("inputs.influxdb_listener", "in use");
                assertSteady(agent, 2);
            }
            await("the listener")
                    .atMost(RunningAgent.SOON)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> Web.status("http://" + address + "/ping") == 204);
            agent.assertBooksBalance();
        }
    }
}
