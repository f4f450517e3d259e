package io.heliograph.core.cli;

import io.heliograph.core.agent.IdleState;
import io.heliograph.core.agent.StateDirectory;
import io.heliograph.core.agent.StateInUseException;
import io.heliograph.core.config.ConfigLoader;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.ConfigurationException;
import io.heliograph.core.control.Answer;
import io.heliograph.core.control.ControlClient;
import io.heliograph.core.control.Json;
import io.heliograph.core.control.Request;
import io.heliograph.core.plugin.PluginHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which state directory a command is about, found as `run` finds it, and how to get an answer there: from the agent
/// that has it, or from the files where none does.
final class StateFlags {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The state directory; without it, the one of the configuration.")
    private @Nullable Path state;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private ConfigurationFlags flags = new ConfigurationFlags();

    /// What is printed of a result.
    interface Text {
        String of(Map<String, @Nullable Object> result);
    }

    /// Asks and prints.
    ///
    /// @return the exit code
    int run(Request request, Text text, PrintWriter out, PrintWriter err) {
        Answer answer = answer(request, err);
        if (answer == null) {
            return 2;
        }
        if (answer.code() != 0) {
            err.println(answer.error());
        } else if (json) {
            out.println(Json.pretty(answer.result()));
        } else {
            print(text.of(answer.result()), out, err);
        }
        out.flush();
        return answer.code();
    }

    private static void print(String text, PrintWriter out, PrintWriter err) {
        out.print(text);
        if (text.isEmpty()) {
            err.println("there is nothing like that"); // and no line of it on standard output, which others read
        }
    }

    /// Null where no state directory is found, which is told.
    private @Nullable Answer answer(Request request, PrintWriter err) {
        RunFlags of = flags.flags();
        try (PluginHost plugins = Installation.plugins(of)) {
            Owners owners = owners(of, plugins);
            Configuration configuration = owners.configuration();
            Path directory = state != null ? state : directory(configuration, err);
            if (directory == null) {
                return null;
            }
            if (!Files.isDirectory(directory)) {
                err.println(directory + ": " + absence(directory));
                return null;
            }
            Answer answer = ControlClient.ask(directory, request);
            if (answer != null) {
                return answer;
            }
            owners.tell(request, err);
            return idle(directory, configuration, request);
        } catch (ConfigurationException wrong) {
            err.println(wrong.getMessage());
            return null;
        } catch (AccessDeniedException foreign) {
            String why = foreign.getFile() + ": no permission (commands are for the owner of the state directory)";
            return new Answer(1, why, Map.of());
        } catch (IOException problem) {
            return new Answer(1, String.valueOf(problem.getMessage()), Map.of());
        }
    }

    private String absence(Path directory) {
        if (Files.exists(directory)) {
            return "is no directory (say which with --state)";
        }
        if (!Files.notExists(directory)) {
            return "cannot be looked at: no permission";
        }
        return state == null
                ? "there is no such state directory, where an agent with this configuration would keep its queues"
                        + " (say with --state or --config where the agent has them)"
                : "there is no such state directory (say which with --state or --config)";
    }

    private static Answer idle(Path directory, @Nullable Configuration configuration, Request request)
            throws IOException {
        try (IdleState idle = IdleState.of(directory, configuration)) {
            return idle.commands().answer(request);
        } catch (StateInUseException running) {
            String why = directory.resolve("control.sock")
                    + ": the agent that has this state directory takes no commands there; its log says why";
            return new Answer(1, why + "\n" + running.getMessage(), Map.of());
        }
    }

    /// Which output has which queue, as the configuration says it.
    ///
    /// @param wrong why it does not
    private record Owners(
            @Nullable Configuration configuration, @Nullable ConfigurationException wrong) {
        /// Only what is moved needs to know who has it.
        void tell(Request request, PrintWriter err) throws ConfigurationException {
            if (wrong != null && request.command().equals("buffer adopt")) {
                throw wrong;
            }
            if (wrong != null) {
                err.println(wrong.getMessage());
                err.println("the configuration is wrong, so it is not known which output has which queue");
            }
        }
    }

    /// A command that names the state directory does without a configuration that is wrong: rows must not be out of
    /// reach for that.
    private Owners owners(RunFlags of, PluginHost plugins) throws ConfigurationException {
        try {
            Configuration found = ConfigLoader.load(
                    plugins,
                    Installation.loading(of),
                    ConfigSearch.ofProcess().find(of).paths());
            return new Owners(isOfState(found, of) ? found : null, null);
        } catch (ConfigSearch.NoConfigurationException none) {
            return new Owners(null, null);
        } catch (ConfigurationException wrong) {
            if (state == null) {
                throw wrong;
            }
            return new Owners(null, wrong);
        }
    }

    /// A configuration that nobody named may have nothing to do with the directory that was named: its outputs would
    /// make orphans of all queues in there.
    private boolean isOfState(Configuration found, RunFlags of) {
        boolean named = !of.configs.isEmpty() || !of.directories.isEmpty();
        return named || state == null || isSame(state, StateDirectory.of(found.agent()));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException absent) {
            return false;
        }
    }

    private static @Nullable Path directory(@Nullable Configuration configuration, PrintWriter err) {
        if (configuration == null) {
            err.println("no configuration is found that says which state directory (say --state DIR or --config FILE)");
            return null;
        }
        return StateDirectory.of(configuration.agent());
    }
}
