package io.heliograph.core.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for commands on a Unix domain socket in the state directory. Only who owns that directory, or is root, is
/// heard: the socket has mode 0600, and the kernel says who the caller is.
///
/// A caller has five seconds to say what it wants, in a line of 64 KiB at the most; eight are heard at a time. An agent
/// that cannot listen works on, and says why.
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("control");
    private static final int MOST_REQUEST_BYTES = 64 << 10;
    private static final int MOST_CALLERS = 8;
    private static final long PAUSE_NANOS = 100_000_000; // where a process has no more files to open
    private static final Duration TO_ASK = Duration.ofSeconds(5);
    private static final Duration TO_HEAR = Duration.ofSeconds(30);

    private final Path socket;
    private final Function<Request, Answer> commands;
    private final Semaphore callers = new Semaphore(MOST_CALLERS);
    private final @Nullable ServerSocketChannel channel;

    private ControlServer(Path socket, Function<Request, Answer> commands, @Nullable ServerSocketChannel channel) {
        this.socket = socket;
        this.commands = commands;
        this.channel = channel;
    }

    /// Listens from now on, if it can.
    ///
    /// @param state the state directory, which this process has
    public static ControlServer listen(Path state, Function<Request, Answer> commands) {
        Path socket = ControlSocket.of(state);
        ServerSocketChannel channel = null;
        try {
            channel = bind(socket);
        } catch (IOException | RuntimeException problem) {
            LOG.warn(
                    "commands (heliograph buffer, heliograph dlq) cannot reach this agent: {}: {}",
                    socket,
                    problem.getMessage());
        }
        ControlServer server = new ControlServer(socket, commands, channel);
        if (channel != null) {
            Thread.ofVirtual().name("control").start(server::accept);
        }
        return server;
    }

    private static ServerSocketChannel bind(Path socket) throws IOException {
        if (!ControlSocket.fits(socket)) {
            throw new IOException("the path of a socket may have 107 bytes only (set a shorter state_directory)");
        }
        removeStale(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    /// One that an agent left behind which was killed. Another file of that name is not ours to take away.
    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("is there, and is no socket (take it away)");
        }
        Files.delete(socket);
    }

    private void accept() {
        ServerSocketChannel from = channel;
        while (from != null && from.isOpen()) {
            try {
                SocketChannel caller = from.accept();
                Thread.ofVirtual().name("control-caller").start(() -> serve(caller));
            } catch (IOException problem) {
                LOG.debug("no caller", problem);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel caller) {
        boolean admitted = callers.tryAcquire();
        try (caller) {
            requireOwner(caller);
            Request request = request(caller);
            Answer answer = admitted
                    ? commands.apply(request)
                    : Answer.failed(1, "the agent is busy with " + MOST_CALLERS + " other commands (try again)");
            Deadline.within(TO_HEAR, caller, () -> Lines.write(caller, answer.line()));
        } catch (IOException | RuntimeException problem) {
            LOG.debug("a caller is left without an answer", problem);
        } finally {
            if (admitted) {
                callers.release();
            }
        }
    }

    private void requireOwner(SocketChannel caller) throws IOException {
        String user = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        String owner = Files.getOwner(socket).getName();
        if (!user.equals(owner) && !user.equals("root")) {
            LOG.warn("{} may not give commands: the state directory is of {}", user, owner);
            throw new IOException(user + " is not " + owner);
        }
    }

    private static Request request(SocketChannel caller) throws IOException {
        String line =
                Deadline.within(TO_ASK, caller, () -> Lines.read(Channels.newInputStream(caller), MOST_REQUEST_BYTES));
        return Request.read(line);
    }

    /// Listens no longer; the file is gone.
    @Override
    public void close() {
        ServerSocketChannel open = channel;
        if (open == null || !open.isOpen()) {
            return;
        }
        try {
            open.close();
            Files.deleteIfExists(socket);
        } catch (IOException problem) {
            LOG.debug("{} stays", socket, problem);
        }
    }
}
