package io.heliograph.core.cli;

import io.heliograph.core.control.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `heliograph buffer`: what waits on disk for outputs.
@Command(
        name = "buffer",
        description = "Show, drop or adopt what waits on disk for outputs.",
        subcommands = {
            BufferCommand.Listing.class,
            BufferCommand.Peek.class,
            BufferCommand.Drop.class,
            BufferCommand.Adopt.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  heliograph buffer list",
            "  heliograph buffer peek outputs.influxdb::main --rows 3",
            "  heliograph buffer adopt outputs.influxdb-1f0c62a9b34d7e85 outputs.influxdb::main",
            "",
            "The running agent is asked, or the files where none runs. A queue is named as `list` does, or by its output.",
            "Exit codes: 0 done, 1 it failed, 2 there is no such thing, or the command line is wrong."
        })
final class BufferCommand implements Callable<Integer> {
    @Mixin
    private HelpFlag help = new HelpFlag();

    @Override
    public Integer call() {
        help.err().println("buffer what? list, peek, drop or adopt (see heliograph buffer --help)");
        return 2;
    }

    /// `buffer list`.
    @Command(name = "list", description = "List all queues: rows, bytes, oldest row, owner.")
    static final class Listing extends QueueCommand {
        @Override
        Request request() {
            return Request.of("buffer list", "");
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.buffers(result);
        }
    }

    /// `buffer peek`.
    @Command(name = "peek", description = "Print the oldest rows of a queue as line protocol; they stay in it.")
    static final class Peek extends QueueCommand.OfOne {
        @Option(names = "--rows", paramLabel = "N", defaultValue = "10", description = "At most so many (10).")
        private long rows;

        @Override
        Request request() {
            return new Request("buffer peek", queue, "", rows, "", false);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.lines(result);
        }
    }

    /// `buffer drop`.
    @Command(
            name = "drop",
            description =
                    "Drop all rows of a queue, for good. The folder of an orphan goes too, unless it has dead letters.")
    static final class Drop extends QueueCommand.OfOne {
        @Option(names = "--yes", description = "Do it; without it, only say how many rows would go.")
        private boolean yes;

        @Override
        Request request() {
            return new Request("buffer drop", queue, "", 0, "", yes);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.dropped(result);
        }
    }

    /// `buffer adopt`.
    @Command(
            name = "adopt",
            description = "Give the rows and dead letters of a queue that no output has to an output, behind its own.")
    static final class Adopt extends QueueCommand {
        @Parameters(index = "0", paramLabel = "QUEUE", description = "An orphan, as `heliograph buffer list` names it.")
        private String queue = "";

        @Parameters(index = "1", paramLabel = "OUTPUT", description = "Who delivers them: outputs.influxdb::main.")
        private String output = "";

        @Override
        Request request() {
            return new Request("buffer adopt", queue, output, 0, "", true);
        }

        @Override
        String text(Map<String, @Nullable Object> result) {
            return QueueText.adopted(result);
        }
    }
}
