package io.heliograph.core.cli;

import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.telemetry.Log;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The commands besides `run`, which are read with picocli: it is loaded for these only, as it takes longer than the
/// start of the agent.
@Command(
        name = "heliograph",
        subcommands = {
            CheckCommand.class,
            ConfigCommand.class,
            PluginsCommand.class,
            ExplainCommand.class,
            BufferCommand.class,
            DlqCommand.class,
            HelpCommand.class
        })
final class Subcommands {
    private static final Set<String> COMMANDS = new TreeSet<>(
            Set.of("run", "check", "config", "plugins", "explain", "buffer", "dlq", "version", "help", "test"));

    /// Those that are read by hand: the whole text is theirs.
    private static final Set<String> PLAIN = Set.of("run", "version", "help", "test");

    private static final int WIDTH = 120;

    private Subcommands() {}

    static int run(List<String> words) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        return run(words, out, err);
    }

    static int run(List<String> words, PrintWriter out, PrintWriter err) {
        if (isForGeneralHelp(words)) {
            out.print(Help.text());
            out.flush();
            return 0;
        }
        if (words.getFirst().equals("test")) {
            return RunCommand.run(asFlags(words));
        }
        if (!COMMANDS.contains(words.getFirst())) {
            err.println("no command " + words.getFirst() + Nearest.hint(words.getFirst(), COMMANDS)
                    + " (see heliograph --help)");
            return 2;
        }
        Log.install(Level.WARNING);
        CommandLine line = new CommandLine(new Subcommands()).setOut(out).setErr(err);
        line.setUsageHelpWidth(WIDTH);
        line.setParameterExceptionHandler((problem, given) -> wrong(problem, err));
        int code = line.execute(twoDashes(words));
        out.flush();
        return code;
    }

    private static boolean isForGeneralHelp(List<String> words) {
        return switch (words.getFirst()) {
            case "help" -> words.size() == 1 || PLAIN.contains(words.get(1));
            case "version" -> words.size() == 2 && words.get(1).matches("-?-h(elp)?");
            default -> false;
        };
    }

    /// `test --config f` is `run --test --config f`.
    private static List<String> asFlags(List<String> words) {
        List<String> flags = new ArrayList<>(words);
        flags.set(0, "--test");
        return flags;
    }

    /// Go's flags, and so Telegraf's, may have one dash.
    private static String[] twoDashes(List<String> words) {
        return words.stream()
                .map(word -> word.matches("-[a-z][a-z].*") ? "-" + word : word)
                .toArray(String[]::new);
    }

    private static int wrong(CommandLine.ParameterException problem, PrintWriter err) {
        String what = problem.getMessage().replace("is not a long", "is not a whole number");
        err.println(what + " (see heliograph " + path(problem.getCommandLine()) + "--help)");
        return 2;
    }

    private static String path(CommandLine line) {
        return line.getParent() == null ? "" : path(line.getParent()) + line.getCommandName() + " ";
    }
}
