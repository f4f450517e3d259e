package io.heliograph.core.cli;

import io.heliograph.core.control.Request;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A command on queues: it asks the running agent, or the files where none runs, and prints the answer.
abstract class QueueCommand implements Callable<Integer> {
    @Mixin
    private StateFlags state = new StateFlags();

    @Mixin
    private HelpFlag help = new HelpFlag();

    /// What it asks for.
    abstract Request request();

    /// The answer, for people.
    abstract String text(Map<String, @Nullable Object> result);

    @Override
    public final Integer call() {
        return state.run(request(), this::text, help.out(), help.err());
    }

    /// One that is about a queue that has to be named.
    abstract static class OfOne extends QueueCommand {
        /// As the command line has it.
        @Parameters(paramLabel = "QUEUE", description = "Its name, or that of its output.")
        protected String queue = "";
    }
}
