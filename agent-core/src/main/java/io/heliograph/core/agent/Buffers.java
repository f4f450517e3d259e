package io.heliograph.core.agent;

import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.RelayBuffer;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.LogLimits;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.buffer.log.SyncPolicy;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.BufferSettings;
import io.heliograph.core.config.OutputOptions;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.control.QueueName;
import io.heliograph.core.telemetry.ProblemText;
import io.heliograph.core.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The buffers of all outputs, and the thread that writes those on disk: `<state directory>/buffer/<identity>`.
///
/// Until a state directory is held, all rows are in memory: `--once` and `--test` leave nothing behind. Where it cannot
/// be used, or one folder in it, memory stands in and the agent is not ready; it is tried again every few seconds, and
/// rows go to the disk from then on.
final class Buffers {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Map<String, LogBuffer> logs = new HashMap<>();
    private final List<Missing> missing = new CopyOnWriteArrayList<>();
    private final OrphanQueues orphans;
    private @Nullable Path directory;
    private @Nullable StateLock lock;
    private volatile @Nullable LogThread thread;
    private final AtomicBoolean trying = new AtomicBoolean();
    private long nextTry;
    private boolean toldLimit;

    Buffers(Telemetry telemetry) {
        this.orphans = new OrphanQueues(telemetry);
    }

    /// What an output needs of its buffer.
    ///
    /// @param rows that are held in memory at the most
    /// @param recovered is told how many rows were found in a log
    record Order(
            PluginTable table,
            AgentSettings agent,
            long rows,
            BufferCounts counts,
            LongConsumer recovered,
            Logger log) {
        boolean isDurable() {
            return table.bufferStrategy(agent).isDurable();
        }

        boolean isFreshFirst() {
            return ((OutputOptions) table.options()).freshFirst();
        }

        long bytes() {
            return Buffers.bytes(table, agent, rows);
        }

        MemoryBuffer inMemory() {
            return new MemoryBuffer(rows, bytes(), counts);
        }
    }

    /// A log that could not be opened.
    private record Missing(RelayBuffer relay, Order order) {}

    /// Keeps all that is durable in this directory from now on.
    ///
    /// @throws StateInUseException where another agent does
    synchronized void keepIn(Path state) throws StateInUseException {
        directory = state;
        try {
            lock = StateLock.of(state);
            LOG.info("state directory: {}", state);
        } catch (IOException problem) {
            LOG.error(
                    "the state directory {} cannot be used, so rows are kept in memory only until it can: {}"
                            + " (set state_directory of [agent], or --state, to a folder that this user may write)",
                    state,
                    ProblemText.of(problem));
        }
    }

    /// A buffer for an output.
    synchronized RelayBuffer open(Order order) {
        if (!order.isDurable() || directory == null) {
            return relay(order.inMemory(), false);
        }
        try {
            return relay(openLog(order), false);
        } catch (IOException problem) {
            return missing(relay(order.inMemory(), true), order, problem);
        }
    }

    /// Its log is tried again.
    private RelayBuffer missing(RelayBuffer relay, Order order, IOException problem) {
        LOG.error("{}: rows are kept in memory only: {}", order.table().displayName(), ProblemText.of(problem));
        missing.add(new Missing(relay, order));
        return relay;
    }

    private RelayBuffer relay(MetricBuffer buffer, boolean standIn) {
        return new RelayBuffer(buffer, standIn, this::release);
    }

    /// The buffer that an output takes over from the one that it replaces: with other limits, and in another place
    /// where its strategy has changed.
    synchronized void change(RelayBuffer relay, Order order) {
        boolean wanted = order.isDurable() && directory != null;
        missing.removeIf(one -> one.relay() == relay);
        if (wanted == relay.present().isDurable() || wanted && relay.goBack()) {
            relay.standIn(false);
            relay.limit(order.rows(), order.bytes());
            if (relay.present() instanceof LogBuffer log) {
                log.limit(limits(order.agent().buffer()));
                limitLetters(log, order);
                log.freshFirst(order.isFreshFirst());
            }
            return;
        }
        try {
            relay.goOnWith(wanted ? openLog(order) : order.inMemory());
        } catch (IOException problem) {
            relay.standIn(true);
            missing(relay, order, problem);
        }
    }

    /// Looks after a disk that hangs, and tries again what could not be opened, on a thread of its own, as it may hang
    /// once more. Called each second.
    void tend() {
        LogThread writer = thread;
        if (writer != null) {
            writer.check();
        }
        if (!missing.isEmpty() && System.nanoTime() - nextTry >= 0 && trying.compareAndSet(false, true)) {
            nextTry = System.nanoTime() + PAUSE_NANOS;
            Thread.ofVirtual().start(this::openMissing);
        }
    }

    private void openMissing() {
        try {
            openAll();
        } finally {
            trying.set(false);
        }
    }

    private synchronized void openAll() {
        boolean held = lock != null;
        missing.removeIf(this::succeeds);
        if (!held) {
            findOrphans();
        }
    }

    private boolean succeeds(Missing one) {
        try {
            one.relay().goOnWith(openLog(one.order()));
            LOG.info("{}: rows go to the disk again", one.order().table().displayName());
            return true;
        } catch (IOException problem) {
            LOG.debug("{}: still in memory only", one.order().table().displayName(), problem);
            return false;
        }
    }

    /// Looks for queues that no output has, on a thread of its own, as a disk may be slow.
    void lookForOrphans() {
        Thread.ofVirtual().start(this::findOrphans);
    }

    private synchronized void findOrphans() {
        Path state = directory;
        if (state != null && lock != null) {
            orphans.look(state, logs.keySet(), writer());
        }
    }

    /// Queues that no output has.
    List<AgentStatus.OrphanQueue> orphans() {
        return orphans.found();
    }

    /// The directory that is held, or null.
    synchronized @Nullable Path heldDirectory() {
        return lock == null ? null : directory;
    }

    /// The logs at work, by the names of their folders.
    synchronized Map<String, LogBuffer> logs() {
        return Map.copyOf(logs);
    }

    /// The thread that owns their files.
    synchronized LogThread writer() {
        LogThread writer = thread;
        if (writer == null) {
            writer = new LogThread();
            thread = writer;
        }
        return writer;
    }

    /// How many bytes are held in memory at the most: in a buffer that has no other place, a count of rows goes first.
    static long bytes(PluginTable table, AgentSettings agent, long rows) {
        boolean counted = rows < Long.MAX_VALUE && !table.bufferStrategy(agent).isDurable();
        return counted ? Long.MAX_VALUE : agent.buffer().bufferMemory().bytes();
    }

    private LogBuffer openLog(Order order) throws IOException {
        Path state = held();
        String name = freeName(order.table().identity());
        ChannelFolder folder = new ChannelFolder(state.resolve("buffer").resolve(name));
        LogLimits limits = limits(order.agent().buffer());
        LogBuffer made =
                LogBuffer.open(writer(), folder, limits, order.rows(), order.bytes(), order.counts(), order.log());
        tellLimit(order);
        order.recovered().accept(made.recovered());
        limitLetters(made, order);
        made.freshFirst(order.isFreshFirst());
        logs.put(name, made);
        return made;
    }

    private static void limitLetters(LogBuffer log, Order order) {
        BufferSettings settings = order.agent().buffer();
        log.letters()
                .limit(
                        settings.deadLetterMaxBytes().bytes(),
                        settings.bufferMinFreeDisk().bytes());
    }

    /// Telegraf's configurations set it for a buffer in memory. Said once.
    private void tellLimit(Order order) {
        if (order.rows() < Long.MAX_VALUE && !toldLimit) {
            LOG.info("metric_buffer_limit bounds what is held in memory; on disk, buffer_max_bytes does");
            toldLimit = true;
        }
    }

    /// The state directory, which may have become usable by now.
    private Path held() throws IOException {
        Path state = directory;
        if (state == null) {
            throw new IOException("there is no state directory");
        }
        if (lock == null) {
            try {
                lock = StateLock.of(state);
            } catch (StateInUseException taken) {
                throw new IOException(taken.getMessage(), taken);
            }
        }
        return state;
    }

    private static LogLimits limits(BufferSettings settings) {
        return new LogLimits(
                LogLimits.DEFAULT.segmentBytes(),
                settings.bufferMaxBytes().bytes(),
                settings.bufferMaxAge(),
                settings.bufferMinFreeDisk().bytes(),
                settings.bufferWhenFull(),
                settings.bufferSync() == SyncPolicy.ALWAYS);
    }

    /// A folder's name for an identity; several outputs of one identity are numbered in their order.
    private String freeName(String identity) {
        String name = QueueName.of(identity);
        String free = name;
        for (int number = 2; logs.containsKey(free); number++) {
            free = name + "#" + number;
        }
        return free;
    }

    /// Lets go of a buffer: what is in memory is dropped, what is on disk stays there.
    void close(RelayBuffer relay) throws IOException {
        synchronized (this) {
            missing.removeIf(one -> one.relay() == relay);
        }
        relay.all().forEach(this::forget);
        relay.close();
    }

    /// One that has been emptied.
    private void release(MetricBuffer buffer) {
        forget(buffer);
        try {
            buffer.close();
        } catch (IOException problem) {
            LOG.warn("a buffer that was emptied cannot be closed", problem);
        }
    }

    private synchronized void forget(MetricBuffer buffer) {
        logs.values().removeIf(log -> log == buffer);
    }

    /// Nobody waits any more for a disk that does not answer.
    void giveUp() {
        LogThread writer = thread;
        if (writer != null) {
            writer.giveUp();
        }
    }

    /// Closes the logs, and gives the state directory free. Nothing is lost by it.
    synchronized void close() {
        for (LogBuffer log : logs.values()) {
            try {
                log.close();
            } catch (IOException | RuntimeException problem) { // of one: the others are closed all the same
                LOG.error("rows are lost that the disk did not take", problem);
            }
        }
        logs.clear();
        LogThread writer = thread;
        if (writer != null) {
            writer.close();
        }
        unlock();
    }

    private void unlock() {
        StateLock held = lock;
        lock = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException problem) {
            LOG.debug("the state directory's lock", problem);
        }
    }
}
