package io.heliograph.core.cli;

import io.heliograph.core.telemetry.Log;
import java.util.Arrays;
import java.util.List;

/// The command line. Exit codes: 0 all is well, 1 something went wrong, 2 the configuration or the command line is
/// wrong.
public final class Main {
    private Main() {}

    /// Runs a command and ends the process.
    public static void main(String[] words) {
        if (words.length == 1 && words[0].equals("version")) {
            System.out.println("heliograph " + Version.text()); // and nothing else: System.exit loads a logger
            return;
        }
        Log.outliveShutdown();
        System.exit(run(Arrays.asList(words)));
    }

    private static int run(List<String> words) {
        String first = words.isEmpty() ? "run" : words.get(0);
        return switch (first) {
            case "run" -> RunCommand.run(words.subList(Math.min(1, words.size()), words.size()));
            default -> first.startsWith("-") ? RunCommand.run(words) : Subcommands.run(words);
        };
    }
}
