package io.heliograph.core.cli;

import io.heliograph.api.Serializer;
import io.heliograph.core.agent.Agent;
import io.heliograph.core.agent.StateInUseException;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.format.InfluxSerializer;
import io.heliograph.core.format.InfluxSerializerConfig;
import io.heliograph.core.http.AdminServer;
import io.heliograph.core.http.HttpLimits;
import io.heliograph.core.pipeline.OutputStage;
import io.heliograph.core.plugin.JarProblem;
import io.heliograph.core.plugin.PluginHost;
import io.heliograph.core.telemetry.Log;
import io.heliograph.core.telemetry.ProblemText;
import io.heliograph.core.telemetry.Telemetry;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `heliograph run`, which is also what happens without a command: the agent itself, `--once` and `--test`.
final class RunCommand {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final RunFlags flags;
    private final Log log;
    private final PluginHost plugins;
    private final ConfigSearch.Found found;

    private RunCommand(RunFlags flags, ConfigSearch.Found found) {
        this.flags = flags;
        this.log = Log.install(flags.debug ? Level.FINE : flags.quiet ? Level.SEVERE : Level.INFO);
        this.plugins = Installation.plugins(flags);
        this.found = found;
    }

    static int run(List<String> words) {
        try {
            RunFlags flags = RunFlags.parse(words);
            if (flags.help) {
                System.out.print(Help.text());
                return 0;
            }
            if (flags.version) {
                System.out.println("heliograph " + Version.text());
                return 0;
            }
            if (!flags.once && !flags.test) {
                EarlyHangUp.listen();
            }
            return new RunCommand(flags, ConfigSearch.ofProcess().find(flags)).run();
        } catch (RunFlags.UnknownFlagException | ConfigSearch.NoConfigurationException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int run() throws InterruptedException {
        Configuration configuration = load(RunCommand::print);
        if (configuration == null) {
            return 2;
        }
        String nothing = NothingToDo.error(configuration, flags);
        if (nothing != null) {
            System.err.println(nothing);
            return 2;
        }
        Logging.configure(log, configuration.agent().log(), flags);
        LOG.info("Heliograph {}", Version.text());
        tell(configuration);
        if (flags.test) {
            return test(configuration);
        }
        return flags.once ? once(configuration) : serve(configuration);
    }

    private @Nullable Configuration load(Consumer<ConfigurationException> unusable) {
        try {
            return ConfigLoader.load(plugins, Installation.loading(flags), found.paths());
        } catch (ConfigurationException wrong) {
            unusable.accept(wrong);
            return null;
        }
    }

    private static void print(ConfigurationException wrong) {
        System.err.println(wrong.getMessage());
    }

    /// While the agent runs, its log is where people look.
    private static void log(ConfigurationException wrong) {
        for (Problem problem : wrong.problems()) {
            LOG.error("{}", problem);
        }
    }

    private void tell(Configuration configuration) {
        String how = found.how().isEmpty() ? "" : " (" + found.how() + ")";
        LOG.info("configuration: {}{}", files(configuration), how);
        LOG.info("plugins: {}", plugins(configuration));
        for (Problem notice : configuration.notices()) {
            LOG.warn("{}", notice);
        }
        String lack = NothingToDo.warning(configuration, flags);
        if (lack != null) {
            LOG.warn("{}", lack);
        }
        for (JarProblem problem : plugins.problems()) {
            LOG.error("{}", problem);
        }
    }

    /// Each once, with how many tables it has.
    private static String plugins(Configuration configuration) {
        Map<String, Integer> tables = new LinkedHashMap<>();
        for (PluginTable table : configuration.plugins()) {
            tables.merge(table.name(), 1, Integer::sum);
        }
        StringBuilder names = new StringBuilder();
        tables.forEach((name, count) ->
                names.append(names.isEmpty() ? "" : ", ").append(name).append(count > 1 ? " (" + count + ")" : ""));
        return names.isEmpty() ? "none" : names.toString();
    }

    private static String files(Configuration configuration) {
        StringBuilder names = new StringBuilder();
        for (Path file : configuration.files()) {
            names.append(names.isEmpty() ? "" : ", ").append(file);
        }
        return names.toString();
    }

    private Agent agent(Configuration configuration, List<OutputStage> outputs) {
        return new Agent(plugins, plugins::loaderOf, new Telemetry(), configuration.agent(), outputs);
    }

    private int once(Configuration configuration) throws InterruptedException {
        Agent agent = agent(configuration, List.of());
        boolean good = agent.once(configuration, waiting());
        agent.stop();
        return good ? 0 : 1;
    }

    private int test(Configuration configuration) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Agent agent = agent(configuration, List.of(TestPrinter.stage(serializer(), out)));
        boolean good = agent.once(configuration.withoutOutputs(), waiting());
        agent.stop();
        out.flush();
        return good ? 0 : 1;
    }

    private static Serializer serializer() {
        return new InfluxSerializer(new InfluxSerializerConfig(0, true, true, false));
    }

    /// For discoveries and listeners.
    private Duration waiting() {
        return flags.testWait.isZero() ? Duration.ofSeconds(5) : flags.testWait;
    }

    private int serve(Configuration configuration) throws InterruptedException {
        Agent agent = agent(configuration, List.of());
        try {
            agent.keepState(configuration.agent(), flags.state);
        } catch (StateInUseException taken) {
            LOG.error("{}", taken.getMessage());
            agent.stop();
            return 1;
        }
        Path pidfile = writePid();
        Thread stop = new Thread(() -> stop(agent, pidfile), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        for (String end :
                List.of("TERM", "INT")) { // else the exit code would tell of a signal, and not that all went well
            Signals.handle(
                    end,
                    () -> Thread.ofPlatform().name("stop").start(() -> {
                        LOG.info("stopping, told to by SIG{}", end);
                        stop(agent, pidfile);
                    }));
        }
        HttpLimits.install();
        try (Control control = new Control(agent);
                AdminServer admin = new AdminServer(agent, Version.text());
                Reloading reloading = new Reloading(
                        next -> reload(agent, admin, control, next),
                        this::reloaded,
                        found.paths(),
                        configuration,
                        flags.watchConfig,
                        agent.telemetry())) {
            reloading.start();
            agent.apply(configuration);
            admin.listen(configuration.agent().httpAddress());
            PluginThreads.register(agent.telemetry(), plugins);
            control.listen();
            reloading.catchUp();
            boolean failed = agent.awaitEnd();
            LOG.info("stopped");
            return failed ? 1 : 0;
        } finally {
            remove(pidfile);
        }
    }

    /// Reads everything again; jars may have come, too.
    private @Nullable Configuration reloaded() {
        plugins.rescan();
        return load(RunCommand::log);
    }

    private Agent.Change reload(Agent agent, AdminServer admin, Control control, Configuration next)
            throws InterruptedException {
        Logging.configure(log, next.agent().log(), flags);
        tell(next);
        Agent.Change change = agent.apply(next);
        admin.listen(next.agent().httpAddress());
        control.listen(); // where the state directory could not be used before
        PluginThreads.register(agent.telemetry(), plugins);
        return change;
    }

    /// The process may be gone as soon as this returns, so the file goes here too.
    private static void stop(Agent agent, @Nullable Path pidfile) {
        try {
            agent.stop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            remove(pidfile);
        }
    }

    private @Nullable Path writePid() {
        Path pidfile = flags.pidfile;
        if (pidfile != null) {
            try {
                Files.writeString(pidfile, ProcessHandle.current().pid() + "\n");
            } catch (IOException problem) {
                LOG.error("pidfile {}: {}", pidfile, ProblemText.of(problem));
            }
        }
        return pidfile;
    }

    private static void remove(@Nullable Path pidfile) {
        try {
            if (pidfile != null) {
                Files.deleteIfExists(pidfile);
            }
        } catch (IOException problem) {
            LOG.warn("pidfile {}: {}", pidfile, ProblemText.of(problem));
        }
    }
}
