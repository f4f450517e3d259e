package io.heliograph.core.cli;

import picocli.CommandLine.Option;

/// `--help`.
final class HelpFlag {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this.")
    private boolean asked;
}
