package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.testkit.faults.FaultRow;
import io.heliograph.testkit.faults.RememberingSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the system does to the agent's process: it is stopped, starved, killed, or gets no more of something. What was
/// acknowledged comes to the receiver in the end.
@Timeout(300)
class ProcessFaultsIT {
    private static final String STEADY = """
            [[inputs.mock]]
              metric_name = "steady"
              [[inputs.mock.step]]
                name = "n"
                start = 0.0
                step = 1.0
              [inputs.mock.tags]
                kind = "steady"
            [[outputs.file]]
              files = ["FOLDER/rows.out"]
              tagpass = { kind = ["steady"] }
            """;

    @TempDir
    Path folder;

    private Pushes pushes;

    @BeforeEach
    void ports() throws IOException {
        pushes = new Pushes();
    }

    private String plugins(int sink) {
        return STEADY + pushes.plugins(sink) + "  tagdrop = { kind = [\"steady\"] }\n";
    }

    private static int steady(RunningAgent agent) throws Exception {
        return agent.rows("rows.out").size();
    }

    private static void assertSteady(RunningAgent agent) throws Exception {
        int before = steady(agent);
        await("rows").atMost(RunningAgent.SOON).until(() -> steady(agent) >= before + 3);
    }

    /// Another life of an agent, which delivers what the one before has acknowledged.
    private void assertNextLifeDelivers(int port) throws Exception {
        try (RememberingSink sink = RememberingSink.start(port);
                RunningAgent next = RunningAgent.start(folder, plugins(port))) {
            pushes.assertAllArrive(sink);
            next.assertBooksBalance();
        }
    }

    @FaultRow(57)
    void aStopOfSecondsIsNotMadeUpFor() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = RunningAgent.start(folder, plugins(sink.port()))) {
            pushes.awaitListener();
            pushes.pushed(10);
            assertSteady(agent);
            agent.signal("STOP");
            int before = steady(agent);
            Thread.sleep(8000);
            agent.signal("CONT");
            Thread.sleep(2500);
            assertThat(steady(agent) - before).as("rows after the stop").isBetween(1, 7);
            pushes.pushed(10);
            pushes.assertAllArrive(sink);
            agent.assertBooksBalance();
        }
    }

    @FaultRow(58)
    void noFileDescriptorsAreLeft() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = RunningAgent.startLimited(folder, "ulimit -n 150", plugins(sink.port()))) {
            pushes.awaitListener();
            pushes.pushed(10);
            List<Socket> greedy = connect(agent, 200);
            long cpu = cpuMillis(agent);
            Thread.sleep(3000);
            assertThat(cpuMillis(agent) - cpu)
                    .as("milliseconds of CPU in three seconds")
                    .isLessThan(1500);
            for (Socket socket : greedy) {
                socket.close();
            }
            await("a push")
                    .atMost(RunningAgent.SOON)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> pushes.push(10) == 204);
            assertSteady(agent);
            pushes.assertAllArrive(sink);
            agent.assertBooksBalance();
        }
    }

    private static List<Socket> connect(RunningAgent agent, int count) {
        InetSocketAddress pages = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(agent.address("/")).getPort());
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                Socket socket = new Socket();
                socket.connect(pages, 500);
                sockets.add(socket);
            } catch (IOException full) {
                return sockets;
            }
        }
        return sockets;
    }

    private static long cpuMillis(RunningAgent agent) {
        return ProcessHandle.of(agent.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private Path troubledJars() throws IOException {
        Path jars = Files.createDirectory(folder.resolve("plugins"));
        for (String family : List.of("file", "internal", "influxdb")) {
            Path jar = Distribution.built().pluginJar(family);
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        TroubleJar.write(jars);
        return jars;
    }

    @FaultRow(59)
    void aHeapThatRunsOutEndsTheProcessAndNothingIsLost() throws Exception {
        int away = RunningAgent.freePort();
        Path jars = troubledJars();
        try (RunningAgent agent =
                RunningAgent.startWithJava("-Xmx96m", folder, plugins(away), "--plugins", jars.toString())) {
            pushes.awaitListener();
            pushes.pushed(500);
            agent.configure(plugins(away) + TroubleJar.input("memory"));
            agent.signal("HUP");
            await("its end").atMost(RunningAgent.SOON).until(() -> !agent.isAlive());
        }
        assertNextLifeDelivers(away);
    }

    /// What cannot be delivered is on disk, and not on the heap.
    @FaultRow(59)
    void aSmallHeapTakesWhatComes() throws Exception {
        int away = RunningAgent.freePort();
        try (RunningAgent agent = RunningAgent.startWithJava("-Xmx96m", folder, plugins(away))) {
            pushes.awaitListener();
            for (int push = 0; push < 60; push++) {
                int status = pushes.push(5000);
                assertThat(status).isIn(204, 429, 503);
            }
            assertThat(pushes.acknowledged()).isGreaterThan(100_000);
            assertThat(agent.isAlive()).as(agent.log()).isTrue();
            agent.assertBooksBalance();
            agent.kill();
        }
        assertNextLifeDelivers(away);
    }

    /// The kernel's answer to a group of processes that takes more than its memory is SIGKILL.
    @FaultRow(60)
    void killedForItsMemory() throws Exception {
        int away = RunningAgent.freePort();
        try (ControlGroup group = ControlGroup.of("memory");
                RunningAgent agent = RunningAgent.startLimited(
                        folder,
                        group.join(),
                        plugins(away),
                        "--plugins",
                        troubledJars().toString())) {
            pushes.awaitListener();
            pushes.pushed(500);
            group.limitMemory(20 << 20);
            agent.configure(plugins(away) + TroubleJar.input("memory"));
            agent.signal("HUP");
            await("its end").atMost(RunningAgent.SOON).until(() -> !agent.isAlive());
        }
        assertNextLifeDelivers(away);
    }

    /// It runs for 50 ms in each second.
    @FaultRow(61)
    void aTwentiethOfACore() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = RunningAgent.start(folder, plugins(sink.port()))) {
            pushes.awaitListener();
            pushes.pushed(100);
            Thread starving = Thread.ofVirtual().start(() -> starve(agent));
            int before = steady(agent);
            for (int push = 0; push < 5; push++) {
                pushes.push(100);
                Thread.sleep(1000);
            }
            await("rows").atMost(RunningAgent.SOON).until(() -> steady(agent) > before);
            agent.signal("TERM");
            await("its end").atMost(RunningAgent.SOON).until(() -> !agent.isAlive());
            starving.join();
            try (RunningAgent next = RunningAgent.start(folder, plugins(sink.port()))) {
                pushes.assertAllArrive(sink);
                next.assertBooksBalance();
            }
        }
    }

    private static void starve(RunningAgent agent) {
        try {
            while (agent.isAlive()) {
                agent.signal("STOP");
                Thread.sleep(950);
                agent.signal("CONT");
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException end) {
            // the agent has ended, or the test
        }
    }

    @FaultRow(62)
    void noMoreThreads() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                ControlGroup group = ControlGroup.of("pids");
                RunningAgent agent = RunningAgent.startLimited(folder, group.join(), plugins(sink.port()))) {
            pushes.awaitListener();
            pushes.pushed(10);
            group.limitThreads();
            agent.configure(plugins(sink.port()) + """
                    [[inputs.mock]]
                      metric_name = "steady"
                      [[inputs.mock.constant]]
                        name = "more"
                        value = 1
                      [inputs.mock.tags]
                        kind = "steady"
                    """);
            agent.signal("HUP");
            for (int push = 0; push < 20; push++) {
                pushes.push(100);
            }
            assertSteady(agent);
            assertThat(agent.isAlive()).isTrue();
            group.limitNothing();
            pushes.pushed(10);
            pushes.assertAllArrive(sink);
            agent.assertBooksBalance();
        }
    }

    @FaultRow(68)
    void reloadsWithoutPauseDuringAnOutage() throws Exception {
        int away = RunningAgent.freePort();
        try (RunningAgent agent = RunningAgent.start(folder, plugins(away))) {
            pushes.awaitListener();
            for (int reload = 0; reload < 40; reload++) {
                String changed = reload % 2 == 0 ? "  flush_interval = \"300ms\"\n" : "";
                agent.configure(plugins(away) + changed);
                agent.signal("HUP");
                pushes.push(50);
                Thread.sleep(30);
            }
            assertThat(pushes.acknowledged()).isGreaterThan(500);
            agent.configure(plugins(away));
            agent.reload();
            assertSteady(agent);
            try (RememberingSink sink = RememberingSink.start(away)) {
                pushes.assertAllArrive(sink);
                agent.assertBooksBalance();
            }
        }
    }

    @FaultRow(69)
    void terminatedDuringAnOutageTwice() throws Exception {
        int away = RunningAgent.freePort();
        try (RunningAgent agent = RunningAgent.start(folder, plugins(away))) {
            pushes.awaitListener();
            pushes.pushed(1000);
            agent.signal("TERM");
            Thread.sleep(100);
            agent.signal("TERM");
            agent.stop(); // within ten seconds
        }
        assertNextLifeDelivers(away);
    }

    /// From the first line that it says on; before, there is only the virtual machine.
    @FaultRow(69)
    void hangUpsWhileItStarts() throws Exception {
        try (RememberingSink sink = RememberingSink.start();
                RunningAgent agent = RunningAgent.launch(folder, plugins(sink.port()))) {
            agent.awaitLog("configuration:");
            for (int time = 0; time < 5; time++) {
                agent.signal("HUP");
                Thread.sleep(20);
            }
            agent.awaitAnswer();
            agent.awaitLog("configuration applied");
            pushes.awaitListener();
            pushes.pushed(10);
            pushes.assertAllArrive(sink);
            agent.assertBooksBalance();
        }
    }
}
