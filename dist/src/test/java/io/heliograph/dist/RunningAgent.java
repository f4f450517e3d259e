package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.api.Metric;
import io.heliograph.testkit.PluginRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The built distribution at work as a process, in a folder with its configuration, its log and what its file outputs
/// write.
final class RunningAgent implements AutoCloseable {
    /// How long anything may take that should happen soon: an output that failed a few times waits for up to a minute,
    /// and the machine may be busy with other things.
    static final Duration SOON = Duration.ofSeconds(80);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final Path folder;
    private final int port;

    private RunningAgent(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /// Starts an agent and waits until it answers.
    ///
    /// @param folder where it runs, with configuration and log
    /// @param plugins the tables of its plugins; `FOLDER` stands for the folder
    /// @param flags more words of the command line
    static RunningAgent start(Path folder, String plugins, String... flags) throws IOException {
        RunningAgent agent = launch(folder, plugins, flags);
        try {
            agent.awaitAnswer();
            return agent;
        } catch (RuntimeException | AssertionError failed) {
            agent.process.destroyForcibly();
            throw failed;
        }
    }

    /// Starts an agent, and does not wait for it.
    static RunningAgent launch(Path folder, String plugins, String... flags) throws IOException {
        return launch(folder, List.of(), plugins, flags);
    }

    /// Starts an agent under limits of its own, and waits until it answers.
    ///
    /// @param limits commands of the shell that becomes the agent
    static RunningAgent startLimited(Path folder, String limits, String plugins, String... flags) throws IOException {
        RunningAgent agent = launch(folder, List.of("sh", "-c", limits + " && exec \"$0\" \"$@\""), plugins, flags);
        agent.awaitAnswer();
        return agent;
    }

    /// Starts an agent with more options of Java, and waits until it answers.
    ///
    /// @param options between blanks
    static RunningAgent startWithJava(String options, Path folder, String plugins, String... flags) throws IOException {
        return startLimited(
                folder, "HELIOGRAPH_JAVA_OPTS='" + options + "'; export HELIOGRAPH_JAVA_OPTS", plugins, flags);
    }

    /// The same without waiting.
    static RunningAgent launchWithJava(String options, Path folder, String plugins) throws IOException {
        return launch(
                folder,
                List.of("sh", "-c", "export HELIOGRAPH_JAVA_OPTS='" + options + "' && exec \"$0\" \"$@\""),
                plugins);
    }

    private static RunningAgent launch(Path folder, List<String> before, String plugins, String... flags)
            throws IOException {
        int port = freePort();
        write(folder, port, plugins);
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(
                Distribution.built().launcher().toString(),
                "--config",
                folder.resolve("heliograph.toml").toString(),
                "--state",
                folder.resolve("state").toString()));
        words.addAll(List.of(flags));
        Process process = Distribution.command(folder, words)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("agent.log").toFile()))
                .start();
        return new RunningAgent(process, folder, port);
    }

    /// Waits until it answers.
    void awaitAnswer() {
        await("an answer").atMost(SOON).until(() -> !process.isAlive() || answers());
        assertThat(process.isAlive()).as(log()).isTrue();
    }

    private boolean answers() {
        try {
            return Web.status(address("/health")) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// A port of the loopback address that is free for now.
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static void write(Path folder, int port, String plugins) throws IOException {
        String text = """
                [agent]
                  interval = "1s"
                  flush_interval = "500ms"
                  omit_hostname = true
                  http_address = "127.0.0.1:%d"
                """.formatted(port);
        Path written = Files.writeString(
                folder.resolve("heliograph.toml.new"), (text + plugins).replace("FOLDER", folder.toString()));
        Files.move(written, folder.resolve("heliograph.toml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Changes the configuration's file, which the running agent does not know yet.
    void configure(String plugins) throws IOException {
        write(folder, port, plugins);
    }

    /// Asks for a reload, and waits until it is done.
    void reload() throws IOException, InterruptedException {
        long before = reloads();
        signal("HUP");
        await("a reload").atMost(SOON).until(() -> reloads() > before);
    }

    /// How many configurations have been applied.
    long reloads() {
        return log().lines()
                .filter(line -> line.contains("configuration applied"))
                .count();
    }

    /// Asks for a reload of a file that cannot be used, and waits until the log has a line with all of these.
    void reloadInVain(String... problem) throws IOException, InterruptedException {
        signal("HUP");
        awaitLog(problem);
        awaitLog("goes on as it was");
    }

    /// Ends it as `kill -9` does, and returns when it is gone.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    long pid() {
        return process.pid();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /// Of its HTTP API.
    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /// Its books at present.
    Books books() throws IOException {
        return Books.read(Web.get(address("/metrics")));
    }

    /// Waits until nothing is under way and every row is accounted for.
    void assertBooksBalance() {
        await("balanced books").atMost(SOON).untilAsserted(() -> books().assertBalanced());
    }

    /// Waits until the log has a line with all of these.
    void awaitLog(String... parts) {
        await("log line with " + List.of(parts)).atMost(SOON).until(() -> logs(parts));
    }

    /// Whether the log has a line with all of these.
    boolean logs(String... parts) {
        return log().lines().anyMatch(line -> Stream.of(parts).allMatch(line::contains));
    }

    /// What it has said so far.
    String log() {
        try {
            return Files.readString(folder.resolve("agent.log"));
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    /// The rows that a file output has written so far; none where the file is not there yet.
    List<Metric> rows(String file) throws Exception {
        return rows(folder.resolve(file));
    }

    private static List<Metric> rows(Path file) throws Exception {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return PluginRun.parse(text.substring(0, text.lastIndexOf('\n') + 1));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Stops the agent as a service manager would: within ten seconds, whatever its plugins do.
    ///
    /// @return how long it took
    Duration stop() throws InterruptedException {
        long start = System.nanoTime();
        process.destroy();
        boolean ended = process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(ended).as("ended within %s\n%s", STOP, log()).isTrue();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// Stops it if it still runs, by force if it must.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
