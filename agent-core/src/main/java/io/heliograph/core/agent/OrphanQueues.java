package io.heliograph.core.agent;

import io.heliograph.core.agent.AgentStatus.OrphanQueue;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.buffer.log.RestingQueue;
import io.heliograph.core.telemetry.ProblemText;
import io.heliograph.core.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the queues in a state directory that no output has: of an output that was taken out, or that delivers to
/// another address by now. Their rows stay where they are until somebody says what shall become of them.
final class OrphanQueues {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");

    private final Telemetry telemetry;
    private final Set<String> shown = new HashSet<>();
    private volatile List<OrphanQueue> found = List.of();

    OrphanQueues(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    /// Those that were there when somebody looked last.
    List<OrphanQueue> found() {
        return found;
    }

    /// Looks again, and tells each that has something in it. A folder in which nothing is left is taken away.
    ///
    /// @param state the state directory, which this process holds
    /// @param owned names of folders that outputs have
    void look(Path state, Set<String> owned, LogThread thread) {
        List<OrphanQueue> orphans = new ArrayList<>();
        for (Path folder : folders(state.resolve("buffer"))) {
            if (!owned.contains(folder.getFileName().toString())) {
                look(folder, thread, orphans);
            }
        }
        found = List.copyOf(orphans);
        orphans.forEach(orphan -> {
            show(orphan.name());
            tell(state, orphan);
        });
    }

    private static List<Path> folders(Path queues) {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(queues)) {
            for (Path each : all) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(each);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | DirectoryIteratorException problem) {
            LOG.warn("{} cannot be searched for queues without an output: {}", queues, ProblemText.of(problem));
        }
        folders.sort(null);
        return folders;
    }

    private static void look(Path path, LogThread thread, List<OrphanQueue> orphans) {
        try {
            deleteIfEmpty(path.resolve("dlq"));
            RestingQueue queue = RestingQueue.in(thread, new ChannelFolder(path), LOG);
            if (queue.isSpent()) {
                delete(path);
            } else {
                boolean letters = Files.isDirectory(path.resolve("dlq"));
                orphans.add(new OrphanQueue(path.getFileName().toString(), queue.rows(), queue.bytes(), letters));
            }
        } catch (IOException problem) {
            LOG.warn("{} is a queue without an output, and cannot be read: {}", path, ProblemText.of(problem));
        }
    }

    /// Of letters that were replayed or dropped, the folder is left.
    private static void deleteIfEmpty(Path letters) throws IOException {
        try {
            Files.deleteIfExists(letters);
        } catch (DirectoryNotEmptyException some) {
            LOG.trace("{} has letters", letters);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void tell(Path state, OrphanQueue orphan) {
        LOG.warn(
                "no output has the queue {}: {} rows, {} bytes{} stay in it."
                        + " `heliograph buffer adopt --state {} {} OUTPUT` gives them to an output,"
                        + " `heliograph buffer drop --state {} {}` drops them",
                orphan.name(),
                orphan.rows(),
                orphan.bytes(),
                orphan.letters() ? " and dead letters (`heliograph dlq`)" : "",
                state,
                orphan.name(),
                state,
                orphan.name());
    }

    /// A queue that is an orphan no longer shows as 0.
    private void show(String name) {
        if (shown.add(name)) {
            telemetry.gauge("heliograph_orphan_queue_rows", () -> of(name).rows(), "queue", name);
            telemetry.gauge("heliograph_orphan_queue_bytes", () -> of(name).bytes(), "queue", name);
        }
    }

    private OrphanQueue of(String name) {
        for (OrphanQueue orphan : found) {
            if (orphan.name().equals(name)) {
                return orphan;
            }
        }
        return new OrphanQueue(name, 0, 0, false);
    }
}
