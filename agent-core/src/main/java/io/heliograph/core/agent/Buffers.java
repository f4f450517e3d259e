package io.heliograph.core.agent;

import io.heliograph.core.buffer.BufferCounts;
import io.heliograph.core.buffer.MemoryBuffer;
import io.heliograph.core.buffer.MetricBuffer;
import io.heliograph.core.buffer.log.ChannelFolder;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.LogLimits;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.config.AgentSettings;
import io.heliograph.core.config.BufferSettings;
import io.heliograph.core.config.PluginTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The buffers of all outputs, and the thread that writes those on disk: `<state directory>/buffer/<identity>`. An
/// output that does not say where it delivers to has nothing by which its rows could be found again: it gets memory.
final class Buffers {
    private static final Logger LOG = LoggerFactory.getLogger("buffer");

    private final Map<String, LogBuffer> logs = new HashMap<>();
    private @Nullable LogThread thread;

    /// A buffer for an output. Where the disk cannot be used, the agent says so and goes on in memory.
    ///
    /// @param rows that are held in memory at the most
    MetricBuffer open(PluginTable table, AgentSettings agent, long rows, BufferCounts counts, Logger log) {
        if (isDurable(table, agent)) {
            try {
                return openLog(table, agent, rows, counts, log);
            } catch (IOException problem) {
                LOG.error("{}: rows are kept in memory only: {}", table.displayName(), problem.toString());
            }
        }
        return new MemoryBuffer(rows, bytes(table, agent, rows), counts);
    }

    private static boolean isDurable(PluginTable table, AgentSettings agent) {
        return agent.buffer().bufferStrategy().isDurable() && table.hasIdentity();
    }

    /// How many bytes are held in memory at the most: in a buffer that has no other place, a count of rows goes first.
    static long bytes(PluginTable table, AgentSettings agent, long rows) {
        boolean counted = rows < Long.MAX_VALUE && !isDurable(table, agent);
        return counted ? Long.MAX_VALUE : agent.buffer().bufferMemory().bytes();
    }

    private synchronized LogBuffer openLog(
            PluginTable table, AgentSettings agent, long rows, BufferCounts counts, Logger log) throws IOException {
        LogThread writer = thread;
        if (writer == null) {
            writer = new LogThread();
            thread = writer;
        }
        String name = freeName(table.identity());
        Path folder = StateDirectory.of(agent).resolve("buffer").resolve(name);
        long bytes = bytes(table, agent, rows);
        LogBuffer made =
                LogBuffer.open(writer, new ChannelFolder(folder), limits(agent.buffer()), rows, bytes, counts, log);
        made.letters().limit(agent.buffer().deadLetterMaxBytes().bytes());
        logs.put(name, made);
        return made;
    }

    private static LogLimits limits(BufferSettings settings) {
        return new LogLimits(
                LogLimits.DEFAULT.segmentBytes(),
                settings.bufferMaxBytes().bytes(),
                settings.bufferMaxAge(),
                settings.bufferMinFreeDisk().bytes(),
                settings.bufferWhenFull(),
                LogLimits.DEFAULT.syncAlways());
    }

    /// A folder's name for an identity; several outputs of one identity are numbered in their order.
    private String freeName(String identity) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < identity.length(); i++) {
            char c = identity.charAt(i);
            boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' && i > 0;
            name.append(plain ? String.valueOf(c) : "%" + Integer.toHexString(c));
        }
        String free = name.toString();
        for (int number = 2; logs.containsKey(free); number++) {
            free = name + "#" + number;
        }
        return free;
    }

    /// Lets go of a buffer: what is in memory is dropped, what is on disk stays there.
    void close(MetricBuffer buffer) throws IOException {
        synchronized (this) {
            logs.values().remove(buffer);
        }
        buffer.close();
    }

    /// Closes the logs. Nothing is lost by it.
    synchronized void close() {
        for (LogBuffer log : logs.values()) {
            try {
                log.close();
            } catch (IOException problem) {
                LOG.error("rows are lost that the disk did not take", problem);
            }
        }
        logs.clear();
        if (thread != null) {
            thread.close();
        }
    }
}
