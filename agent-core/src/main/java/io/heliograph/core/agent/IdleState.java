package io.heliograph.core.agent;

import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.core.buffer.log.LogThread;
import io.heliograph.core.config.BufferSettings;
import io.heliograph.core.config.Configuration;
import io.heliograph.core.config.PluginTable;
import io.heliograph.core.control.QueueCommands;
import io.heliograph.core.control.QueueName;
import io.heliograph.core.control.QueueOwner;
import io.heliograph.core.control.StateQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A state directory that no agent has, held for a command.
public final class IdleState implements AutoCloseable {
    private final StateLock lock;
    private final LogThread thread = new LogThread();
    private final QueueCommands commands;

    private IdleState(Path state, StateLock lock, @Nullable Configuration configuration) {
        this.lock = lock;
        List<QueueOwner> owners = configuration == null ? null : owners(configuration);
        this.commands = new QueueCommands(new StateQueues(state, false, () -> thread, () -> owners, () -> {}));
    }

    /// Takes a directory that is there.
    ///
    /// @param configuration whose outputs own queues in it; null where there is none
    /// @throws StateInUseException where an agent has it
    /// @throws IOException where it cannot be used
    public static IdleState of(Path state, @Nullable Configuration configuration)
            throws IOException, StateInUseException {
        return new IdleState(state, StateLock.of(state), configuration);
    }

    /// Several outputs of one identity have numbers in their order.
    private static List<QueueOwner> owners(Configuration configuration) {
        BufferSettings bounds = configuration.agent().buffer();
        long maxBytes = bounds.bufferMaxBytes().bytes();
        long letterBytes = bounds.deadLetterMaxBytes().bytes();
        List<QueueOwner> owners = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (PluginTable table : configuration.plugins(Kind.OUTPUT)) {
            if (table.bufferStrategy(configuration.agent()).isDurable()) {
                String name = QueueName.of(table.identity());
                String free = name;
                for (int number = 2; !taken.add(free); number++) {
                    free = name + "#" + number;
                }
                owners.add(QueueOwner.idle(free, table.displayName(), maxBytes, letterBytes));
            }
        }
        return owners;
    }

    /// What can be done with its queues.
    public QueueCommands commands() {
        return commands;
    }

    @Override
    public void close() throws IOException {
        thread.close();
        lock.close();
    }
}
