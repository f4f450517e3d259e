package io.heliograph.core.control;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;

/// Closes a channel unless it is called off in time: channels of sockets know no timeouts.
final class Deadline implements AutoCloseable {
    private final Thread thread;

    Deadline(Channel channel, Duration after) {
        this.thread = Thread.ofVirtual().name("control-deadline").start(() -> await(channel, after));
    }

    private static void await(Channel channel, Duration after) {
        try {
            Thread.sleep(after);
            channel.close();
        } catch (InterruptedException calledOff) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            // that is what was wanted
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
