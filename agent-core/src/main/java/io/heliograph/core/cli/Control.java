package io.heliograph.core.cli;

import io.heliograph.core.agent.Agent;
import io.heliograph.core.control.ControlServer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The running agent's ear for commands; deaf where it holds no state directory.
final class Control implements AutoCloseable {
    private final Agent agent;
    private @Nullable ControlServer server;
    private boolean closed;

    Control(Agent agent) {
        this.agent = agent;
    }

    synchronized void listen() {
        Path state = agent.stateDirectory();
        if (state != null && server == null && !closed) {
            server = ControlServer.listen(state, agent.commands(state)::answer);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (server != null) {
            server.close();
        }
    }
}
