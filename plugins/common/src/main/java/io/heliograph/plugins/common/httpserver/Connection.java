package io.heliograph.plugins.common.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One client's socket: how long it has been waiting, and until when it may.
///
/// The deadline is looked at by another thread ([#expire]). A reader that is late finds the end of its input, so that
/// it can still answer; whoever is late again, or with an answer, finds the socket closed.
final class Connection implements Pace {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long AT_WORK = Long.MAX_VALUE;
    private static final long DISMISSED = Long.MIN_VALUE;
    private static final long GRACE_NANOS = 1_000_000_000L;
    private static final int LINGER_BYTES = 1 << 20;

    private final Socket socket;
    private final long beganNanos = System.nanoTime();
    private final AtomicLong waitingSince = new AtomicLong(); // after the beginning, or AT_WORK, or DISMISSED
    private volatile long deadline; // after the beginning
    private volatile boolean writing;
    private volatile boolean late;
    private volatile boolean ending;

    /// @param first until when the first head must be there
    Connection(Socket socket, Duration first) {
        this.socket = socket;
        this.deadline = first.toNanos();
    }

    private long now() {
        return System.nanoTime() - beganNanos;
    }

    InetAddress client() {
        return socket.getInetAddress();
    }

    /// Talks to the client until one of both has enough, and closes.
    void serve(@Nullable TlsDoor tls, ServerLimits limits, RequestHandler handler)
            throws IOException, InterruptedException {
        try (socket) {
            Socket spoken = tls == null ? socket : tls.secured(socket);
            InputStream in = spoken.getInputStream();
            Conversation talk = new Conversation(in, spoken.getOutputStream(), client(), limits, this, handler);
            if (talk.run()) {
                linger(in);
            }
        }
    }

    /// A client that is still sending reads the answer only if its bytes are taken: a close that leaves them unread
    /// resets the connection.
    private void linger(InputStream in) throws IOException {
        socket.shutdownOutput();
        byte[] room = new byte[8 * 1024];
        int taken = 0;
        for (int got = in.read(room); got >= 0 && taken < LINGER_BYTES; got = in.read(room)) {
            taken += got;
        }
    }

    @Override
    public void awaitRequest(Duration allowed) {
        deadline = now() + allowed.toNanos();
        writing = false;
        waitingSince.compareAndSet(AT_WORK, now());
    }

    @Override
    public void readHead(Duration allowed) {
        deadline = now() + allowed.toNanos();
    }

    @Override
    public boolean begin() {
        deadline = NEVER;
        long since = waitingSince.get();
        return since != DISMISSED && waitingSince.compareAndSet(since, AT_WORK);
    }

    @Override
    public void readBody(Duration allowed) {
        deadline = now() + allowed.toNanos();
    }

    @Override
    public void work() {
        deadline = NEVER;
    }

    @Override
    public void answer(Duration allowed) {
        deadline = now() + allowed.toNanos();
        writing = true;
    }

    @Override
    public boolean isLate() {
        return late;
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    /// How long it has been waiting for a request; negative where it does not.
    long waitedNanos() {
        long since = waitingSince.get();
        return since == AT_WORK || since == DISMISSED ? -1 : now() - since;
    }

    /// Closes it where it waits for a request, and nothing of one is there to be read; false where it is at work.
    boolean dismiss() {
        return !hasUnread() && closeWaiting();
    }

    private boolean closeWaiting() {
        long since = waitingSince.get();
        if (since == AT_WORK || since == DISMISSED || !waitingSince.compareAndSet(since, DISMISSED)) {
            return false;
        }
        close();
        return true;
    }

    private boolean hasUnread() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return false;
        }
    }

    /// No further request is wanted.
    void end() {
        ending = true;
        closeWaiting();
    }

    /// Shuts it where the deadline has gone by.
    void expire() {
        long over = now() - deadline;
        if (deadline == NEVER || over < 0) {
            return;
        }
        if (writing || late && over > GRACE_NANOS) {
            close();
        } else if (!late) {
            late = true;
            shutInput();
        }
    }

    private void shutInput() {
        try {
            socket.shutdownInput();
        } catch (IOException closed) {
            // which is as good
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // which is as good
        }
    }
}
