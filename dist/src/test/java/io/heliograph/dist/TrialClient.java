package io.heliograph.dist;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client that pushes lines to the agent, one request after the other, and notes which are acknowledged. A request
/// that is not is never sent again: the next has other lines. It speaks HTTP itself, as a library might send twice.
final class TrialClient implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;
    private static final int LINES = 20;
    private static final int REFUSED_PAUSE_MILLIS = 20;

    private final int client;
    private final int port;
    private final int longestPauseMillis;
    private final Acknowledged acknowledged;
    private final Random random;
    private final Thread thread;
    private volatile @Nullable Socket socket;
    private volatile boolean stopped;
    private volatile boolean resting;
    private int next;

    private TrialClient(int client, int port, int longestPauseMillis, Acknowledged acknowledged, long seed) {
        this.client = client;
        this.port = port;
        this.longestPauseMillis = longestPauseMillis;
        this.acknowledged = acknowledged;
        this.random = new Random(seed + client);
        this.thread = Thread.ofPlatform().daemon().name("client-" + client).unstarted(this::run);
    }

    /// Starts one.
    ///
    /// @param longestPauseMillis between two requests
    static TrialClient start(int client, int port, int longestPauseMillis, Acknowledged acknowledged, long seed) {
        TrialClient started = new TrialClient(client, port, longestPauseMillis, acknowledged, seed);
        started.thread.start();
        return started;
    }

    /// Sends nothing for a while, or goes on.
    void rest(boolean rest) {
        resting = rest;
    }

    private void run() {
        while (!stopped) {
            try {
                if (!resting) {
                    push();
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(longestPauseMillis + 1));
            } catch (IOException agentGone) {
                hangUp();
                pause();
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(REFUSED_PAUSE_MILLIS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void push() throws IOException {
        Socket open = connected();
        int life = acknowledged.life();
        int from = next;
        int count = 1 + random.nextInt(2 * LINES);
        open.getOutputStream().write(request(from, count));
        next += count;
        int status = status(open.getInputStream());
        if (status == 204) {
            acknowledged.add(life, client, from, count);
        } else {
            throw new IOException("status " + status);
        }
    }

    private Socket connected() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(ANSWER_MILLIS);
            open.setTcpNoDelay(true);
            socket = open;
        }
        return open;
    }

    private byte[] request(int from, int count) {
        StringBuilder body = new StringBuilder();
        for (int number = from; number < from + count; number++) {
            body.append(TrialLines.line(client, number)).append('\n');
        }
        String head = "POST /write?db=any HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(US_ASCII);
    }

    /// The status of an answer without a body; one that has a body is the last of its connection.
    private static int status(InputStream in) throws IOException {
        InputStream answer = new BufferedInputStream(in, 512);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            if (next < 0) {
                throw new EOFException("no whole answer");
            }
            head.append((char) next);
        }
        return Integer.parseInt(head, 9, 12, 10);
    }

    private void hangUp() {
        Socket closing = socket;
        socket = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (IOException closed) {
            // as it should be
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        hangUp();
    }
}
