package io.heliograph.testkit.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/// A connection through a [FaultProxy], with a virtual thread for each direction.
final class ProxiedConnection {
    private static final int PIECE_BYTES = 8 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private Encounter encounter;
    private boolean over;

    ProxiedConnection(Socket client, Fault fault) {
        this.client = client;
        this.encounter = new Encounter(fault);
    }

    /// Connects to the server and begins to pass on. A client of a server that refuses sees its connection reset.
    void start(int receiver) {
        Thread.ofVirtual().name("fault-proxy-requests").start(() -> join(receiver));
    }

    private void join(int receiver) {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver));
            Thread answers = Thread.ofVirtual().name("fault-proxy-answers").start(() -> pass(server, client, false));
            pass(client, server, true);
            answers.join();
            end(Encounter.End.CLOSED);
        } catch (IOException away) {
            reset();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to, boolean request) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            for (int most = awaitTurn(request); most > 0; most = awaitTurn(request)) {
                int length = in.read(piece, 0, most);
                if (length < 0) {
                    passEnd(to);
                    return;
                }
                deliver(out, piece, length, request);
            }
        } catch (IOException gone) {
            end(Encounter.End.CLOSED);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits while nothing is read in this direction.
    ///
    /// @return how much may be read at once, or 0 where the connection is over
    private synchronized int awaitTurn(boolean request) throws InterruptedException {
        while (!over && encounter.isStill(request)) {
            wait();
        }
        return over ? 0 : encounter.pieceBytes();
    }

    private synchronized void passEnd(Socket to) throws IOException {
        if (!encounter.hidesEnds()) {
            to.shutdownOutput();
        }
    }

    private void deliver(OutputStream out, byte[] piece, int length, boolean request)
            throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pauseNanos(request, length));
        Encounter.Step step = step(request, length);
        out.write(piece, 0, step.passed());
        out.flush();
        end(step.end());
    }

    private synchronized long pauseNanos(boolean request, int length) {
        return encounter.pauseNanos(request, length);
    }

    private synchronized Encounter.Step step(boolean request, int length) {
        return encounter.step(request, length);
    }

    /// Meets another fault from now on.
    synchronized void meet(Fault fault) {
        encounter = new Encounter(fault);
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /// Ends both sides with RST.
    void reset() {
        end(Encounter.End.RESET);
    }

    private void end(Encounter.End how) {
        if (how == Encounter.End.NOT) {
            return;
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
        close(client, how == Encounter.End.RESET);
        close(server, how == Encounter.End.RESET);
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException goneAnyway) {
            // it is over all the same
        }
    }
}
