package io.heliograph.core.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks the agent that has a state directory.
public final class ControlClient {
    private static final int MOST_ANSWER_BYTES = 256 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private ControlClient() {}

    /// Asks, and waits for the answer.
    ///
    /// @return null where no agent listens there
    /// @throws IOException where one does and there is no answer
    public static @Nullable Answer ask(Path state, Request request) throws IOException {
        Path socket = ControlSocket.of(state);
        if (!ControlSocket.fits(socket) || !Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (SocketChannel agent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Lines.write(agent, request.line());
            return Answer.read(Deadline.within(
                    PATIENCE, agent, () -> Lines.read(Channels.newInputStream(agent), MOST_ANSWER_BYTES)));
        } catch (ConnectException nobody) {
            return null; // left behind by an agent that was killed
        } catch (IOException problem) {
            throw new IOException(
                    socket + ": the agent does not answer: " + problem.getMessage()
                            + " (only the owner of the state directory is heard)",
                    problem);
        }
    }
}
