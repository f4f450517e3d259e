package io.heliograph.core.cli;

import java.util.List;

/// The commands besides `run`, which are read with picocli.
final class Subcommands {
    private Subcommands() {}

    static int run(List<String> words) {
        System.err.println("no command " + words.get(0) + " (see heliograph --help)");
        return 2;
    }
}
