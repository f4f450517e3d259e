package io.heliograph.core.control;

import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.LogLimits;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.buffer.log.RestingQueue;
import io.heliograph.core.buffer.log.WhenFull;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queues of a state directory, by name.
public final class StateQueues {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");
    private static final long UNBOUNDED = Long.MAX_VALUE / 4;
    private static final long MEMORY = 16 << 20;

    /// Opening a queue must not drop anything of it.
    private static final LogLimits NO_LIMITS =
            new LogLimits(LogLimits.DEFAULT.segmentBytes(), UNBOUNDED, Duration.ZERO, 0, WhenFull.DROP_OLDEST, false);

    private final Path state;
    private final boolean running;
    private final Supplier<LogThread> thread;
    private final Supplier<@Nullable List<QueueOwner>> owners;
    private final Runnable removed;

    /// @param state the state directory
    /// @param running whether the agent that has it is this process
    /// @param thread that owns its files
    /// @param owners the outputs that have queues there, or null where nobody knows
    /// @param removed is called when a queue is gone
    public StateQueues(
            Path state,
            boolean running,
            Supplier<LogThread> thread,
            Supplier<@Nullable List<QueueOwner>> owners,
            Runnable removed) {
        this.state = state;
        this.running = running;
        this.thread = thread;
        this.owners = owners;
        this.removed = removed;
    }

    /// The answer of a command that says something of each queue.
    Map<String, @Nullable Object> listed(List<Object> each) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("state_directory", state.toString());
        answer.put("running", running);
        answer.put("queues", each);
        return answer;
    }

    /// Whether it is known which queues have an owner.
    boolean knowsOwners() {
        return owners.get() != null;
    }

    private Path folder(String queue) {
        return state.resolve("buffer").resolve(queue);
    }

    /// The names of all queues there are, and of all that outputs have.
    List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Path all = state.resolve("buffer");
        if (Files.isDirectory(all)) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
                for (Path folder : folders) {
                    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                        names.add(folder.getFileName().toString());
                    }
                }
            } catch (DirectoryIteratorException problem) {
                throw problem.getCause();
            }
        }
        return new ArrayList<>(names);
    }

    /// Who owns a queue, or null.
    @Nullable
    QueueOwner owner(String queue) {
        for (QueueOwner owner : known()) {
            if (owner.queue().equals(queue)) {
                return owner;
            }
        }
        return null;
    }

    private List<QueueOwner> known() {
        List<QueueOwner> all = owners.get();
        return all == null ? List.of() : all;
    }

    /// The name of the queue that a user means: by its own name, or by that of its output.
    String find(String meant) throws IOException, RefusedCommandException {
        List<String> names = names();
        if (names.contains(meant)) {
            return meant;
        }
        List<String> found = new ArrayList<>();
        for (QueueOwner owner : known()) {
            if (owner.output().equals(meant)) {
                found.add(owner.queue());
            }
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new RefusedCommandException(2, "several queues are of " + meant + ": " + String.join(", ", found));
        }
        if (names.contains(QueueName.of(meant))) {
            return QueueName.of(meant);
        }
        String there = names.isEmpty() ? "there is none" : "there are " + String.join(", ", names);
        String unknown = knowsOwners() ? "" : " (which output has which is known with --config)";
        throw new RefusedCommandException(
                2, "no queue " + meant + " in " + state.resolve("buffer") + "; " + there + unknown);
    }

    /// Opens a queue, unless it is at work already.
    OpenQueue open(String queue) throws IOException {
        QueueOwner owner = owner(queue);
        LogBuffer buffer = owner == null ? null : owner.buffer();
        return new OpenQueue(queue, owner, buffer == null ? opened(queue) : buffer);
    }

    private LogBuffer opened(String queue) throws IOException {
        LogBuffer buffer = LogBuffer.open(
                thread.get(),
                new ChannelFolder(folder(queue)),
                NO_LIMITS,
                Long.MAX_VALUE,
                MEMORY,
                new Uncounted(),
                LOG);
        buffer.letters().limit(UNBOUNDED, 0);
        return buffer;
    }

    /// Takes the folder of a queue away that has neither rows nor dead letters. What is not the log's own stays, and
    /// the folder with it: also segments of a newer version, and rows that have come in the meantime.
    ///
    /// @return whether it is gone
    boolean remove(String queue) {
        try {
            LogThread writer = thread.get(); // here: whoever waits for that thread may hold what this takes
            return writer.call(() -> removeNow(writer, queue));
        } catch (IOException left) {
            LOG.debug("{} stays", queue, left);
            return false;
        }
    }

    /// On the log's thread, as a reload that gives the queue to an output opens it there.
    private boolean removeNow(LogThread writer, String queue) throws IOException {
        Path folder = folder(queue);
        Files.deleteIfExists(folder.resolve("dlq"));
        if (!RestingQueue.in(writer, new ChannelFolder(folder), LOG).isSpent()) {
            return false;
        }
        Files.deleteIfExists(folder.resolve("cursor"));
        deleteSegments(folder);
        Files.deleteIfExists(folder.resolve("LOCK"));
        Files.deleteIfExists(folder);
        removed.run();
        return true;
    }

    private static void deleteSegments(Path folder) throws IOException {
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(folder, "*.seg")) {
            for (Path segment : segments) {
                Files.delete(segment);
            }
        }
    }

    /// What commands do is told by their answers.
    private static final class Uncounted implements BufferCounts {
        @Override
        public void written(long rows) {}

        @Override
        public void rejected(long rows, String reason) {}

        @Override
        public void dropped(long rows, String reason) {}
    }
}
