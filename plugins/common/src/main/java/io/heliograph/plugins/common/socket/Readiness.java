package io.heliograph.plugins.common.socket;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// Waits until a channel can be read or written.
final class Readiness {
    private Readiness() {}

    /// @param operation of `SelectionKey`
    /// @param timeoutMillis 0 for no limit
    /// @throws SocketTimeoutException when the time is over
    /// @throws ClosedByInterruptException where the thread was interrupted; the channel is closed then
    static void await(SocketChannel channel, int operation, int timeoutMillis) throws IOException {
        try (Selector selector = channel.provider().openSelector()) {
            channel.register(selector, operation);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
            while (selector.select(timeoutMillis) == 0) {
                if (Thread.currentThread().isInterrupted()) {
                    channel.close();
                    throw new ClosedByInterruptException();
                }
                if (timeoutMillis > 0 && System.nanoTime() - until >= 0) {
                    throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
                }
            }
        }
    }
}
