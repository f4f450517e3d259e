package io.heliograph.core.cli;

import io.heliograph.core.control.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `heliograph dlq`: the rows that receivers have rejected.
@Command(
        name = "dlq",
        description = "Show, replay or drop dead letters: rows that a receiver has rejected.",
        subcommands = {DlqCommand.Listing.class, DlqCommand.Show.class, DlqCommand.Replay.class, DlqCommand.Drop.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  heliograph dlq list",
            "  heliograph dlq show outputs.influxdb::main --rows 3",
            "  heliograph dlq replay outputs.influxdb::main --reason 'field type conflict'",
            "",
            "The running agent is asked, or the files where none runs. A queue is named as `list` does, or by its output.",
            "Exit codes: 0 done, 1 it failed, 2 there is no such thing, or the command line is wrong."
        })
final class DlqCommand implements Callable<Integer> {
    @Mixin
    private HelpFlag help = new HelpFlag();

    @Override
    public Integer call() {
        help.err().println("dlq what? list, show, replay or drop (see heliograph dlq --help)");
        return 2;
    }

    /// `dlq list`.
    @Command(name = "list", description = "Count dead letters by reason.")
    static final class Listing implements Callable<Integer> {
        @Parameters(paramLabel = "QUEUE", arity = "0..1", description = "Only this one.")
        private String queue = "";

        @Mixin
        private StateFlags state = new StateFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            return state.run(Request.of("dlq list", queue), QueueText::letterCounts, help.out(), help.err());
        }
    }

    /// `dlq show`.
    @Command(name = "show", description = "Print dead letters as line protocol, each under time and reason.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "QUEUE", description = "Its name, or that of its output.")
        private String queue = "";

        @Option(names = "--rows", paramLabel = "N", defaultValue = "10", description = "At most so many (10).")
        private long rows;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Mixin
        private StateFlags state = new StateFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            Request request = new Request("dlq show", queue, "", rows, reason, false);
            return state.run(request, QueueText::letters, help.out(), help.err());
        }
    }

    /// `dlq replay`.
    @Command(
            name = "replay",
            description = "Put dead letters back at the end of their queue, to be delivered once more.")
    static final class Replay implements Callable<Integer> {
        @Parameters(paramLabel = "QUEUE", description = "Its name, or that of its output.")
        private String queue = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Mixin
        private StateFlags state = new StateFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            Request request = new Request("dlq replay", queue, "", 0, reason, true);
            return state.run(request, QueueText::replayed, help.out(), help.err());
        }
    }

    /// `dlq drop`.
    @Command(name = "drop", description = "Drop dead letters, for good.")
    static final class Drop implements Callable<Integer> {
        @Parameters(paramLabel = "QUEUE", description = "Its name, or that of its output.")
        private String queue = "";

        @Option(names = "--yes", description = "Do it; without it, only say how many letters there are.")
        private boolean yes;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Mixin
        private StateFlags state = new StateFlags();

        @Mixin
        private HelpFlag help = new HelpFlag();

        @Override
        public Integer call() {
            Request request = new Request("dlq drop", queue, "", 0, reason, yes);
            return state.run(request, QueueText::lettersDropped, help.out(), help.err());
        }
    }
}
