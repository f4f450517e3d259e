package io.heliograph.core.control;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;

/// Closes a channel when a talk takes too long: channels of sockets know no timeouts.
final class Deadline {
    private Deadline() {}

    /// What is said and heard.
    interface Talk<T> {
        T talk() throws IOException;
    }

    /// Talks.
    ///
    /// @throws IOException where that fails, or takes longer
    static <T> T within(Duration atMost, Channel channel, Talk<T> talk) throws IOException {
        Thread watch = Thread.ofVirtual().name("control-deadline").start(() -> await(channel, atMost));
        try {
            return talk.talk();
        } finally {
            watch.interrupt();
        }
    }

    private static void await(Channel channel, Duration atMost) {
        try {
            Thread.sleep(atMost);
            channel.close();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            // that is what was wanted
        }
    }
}
