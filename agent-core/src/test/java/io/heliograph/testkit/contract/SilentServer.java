package io.heliograph.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A server that takes connections and never answers: whoever waits for it can only be interrupted, or give up.
final class SilentServer implements AutoCloseable {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final ServerSocket listening = new ServerSocket(0, 50, loopback);
    private final int free;

    SilentServer() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
    }

    /// A case's text: listeners get a free port, everything else the port of this server.
    String fill(String text) {
        return text.replaceAll("\\bLISTEN_PORT\\b", Integer.toString(free))
                .replaceAll("\\b[A-Z]+_PORT\\b", Integer.toString(listening.getLocalPort()));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
