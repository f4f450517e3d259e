package io.heliograph.core.control;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All commands on queues, whether by socket or not. One at a time.
public final class QueueCommands {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");
    private static final Set<String> CHANGING = Set.of("buffer drop", "buffer adopt", "dlq replay", "dlq drop");

    private final BufferCommands buffers;
    private final LetterCommands letters;

    /// Commands on these queues.
    public QueueCommands(StateQueues queues) {
        this.buffers = new BufferCommands(queues);
        this.letters = new LetterCommands(queues);
    }

    /// Does what is asked for. Never throws.
    public synchronized Answer answer(Request request) {
        try {
            Map<String, @Nullable Object> result = result(request);
            if (CHANGING.contains(request.command())) {
                LOG.info("by command: {} {}", request.command(), result);
            }
            return Answer.of(result);
        } catch (RefusedCommandException refused) {
            return Answer.failed(refused.code(), String.valueOf(refused.getMessage()));
        } catch (IOException problem) {
            String message = problem.getMessage();
            return Answer.failed(1, message == null ? problem.toString() : message);
        } catch (RuntimeException defect) {
            return Answer.failed(1, defect.toString());
        }
    }

    private Map<String, @Nullable Object> result(Request request) throws IOException, RefusedCommandException {
        return switch (request.command()) {
            case "buffer list" -> buffers.list();
            case "buffer peek" -> buffers.peek(request);
            case "buffer drop" -> buffers.drop(request);
            case "buffer adopt" -> buffers.adopt(request);
            case "dlq list" -> letters.list(request);
            case "dlq show" -> letters.show(request);
            case "dlq replay" -> letters.replay(request);
            case "dlq drop" -> letters.drop(request);
            default ->
                throw new RefusedCommandException(
                        2, "no command '" + request.command() + "': this agent is of another version");
        };
    }
}
