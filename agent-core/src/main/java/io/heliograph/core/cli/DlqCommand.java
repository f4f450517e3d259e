package io.heliograph.core.cli;

import io.heliograph.core.control.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    static final class Listing extends QueueCommand {
        @Parameters(paramLabel = "QUEUE", arity = "0..1", description = "Only this one.")
        private String queue = "";

        @Override
        Request request() {
            return Request.of("dlq list", queue);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.letterCounts(result);
        }
    }

    /// `dlq show`.
    @Command(name = "show", description = "Print dead letters as line protocol, each under time and reason.")
    static final class Show extends QueueCommand.OfOne {
        @Option(names = "--rows", paramLabel = "N", defaultValue = "10", description = "At most so many (10).")
        private long rows;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Override
        Request request() {
            return new Request("dlq show", queue, "", rows, reason, false);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.letters(result);
        }
    }

    /// `dlq replay`.
    @Command(
            name = "replay",
            description = "Put dead letters back at the end of their queue, to be delivered once more.")
    static final class Replay extends QueueCommand.OfOne {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Override
        Request request() {
            return new Request("dlq replay", queue, "", 0, reason, true);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.replayed(result);
        }
    }

    /// `dlq drop`.
    @Command(name = "drop", description = "Drop dead letters, for good.")
    static final class Drop extends QueueCommand.OfOne {
        @Option(names = "--yes", description = "Do it; without it, only say how many letters there are.")
        private boolean yes;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
        private String reason = "";

        @Override
        Request request() {
            return new Request("dlq drop", queue, "", 0, reason, yes);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.lettersDropped(result);
        }
    }
}
