package io.heliograph.plugins.common.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Idle connections by origin, and all that are open. Good for any thread.
final class ConnectionPool {
    private static final int IDLE_PER_ORIGIN = 4;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<Origin, Deque<Connection>> idle = new HashMap<>();
    private final Set<Connection> open = new HashSet<>();
    private long sweptNanos = System.nanoTime();
    private boolean closed;

    /// The connection that was used last, or null.
    synchronized @Nullable Connection take(Origin origin) {
        long now = System.nanoTime();
        sweep(now);
        Deque<Connection> own = idle.get(origin);
        Connection last = own == null ? null : own.peekLast();
        if (last != null && now - last.idleSinceNanos() > IDLE_NANOS) {
            discardIdle(origin);
            return null;
        }
        return own == null ? null : own.pollLast();
    }

    /// Closes all idle connections of an origin.
    synchronized void discardIdle(Origin origin) {
        Deque<Connection> own = idle.remove(origin);
        if (own != null) {
            own.forEach(this::discard);
        }
    }

    /// Notes a new connection.
    synchronized void opened(Connection connection) {
        if (closed) {
            connection.close();
        }
        open.add(connection);
    }

    /// Keeps a connection for the next exchange.
    synchronized void release(Connection connection) {
        connection.finish();
        Deque<Connection> own = idle.computeIfAbsent(connection.origin(), none -> new ArrayDeque<>(1));
        if (closed || own.size() >= IDLE_PER_ORIGIN) {
            discard(connection);
        } else {
            own.addLast(connection);
        }
    }

    /// Closes a connection that is in use.
    synchronized void discard(Connection connection) {
        open.remove(connection);
        connection.close();
    }

    /// Closes what was idle for long, also of origins that nobody asks for any more.
    private void sweep(long nowNanos) {
        if (nowNanos - sweptNanos < SWEEP_NANOS) {
            return;
        }
        sweptNanos = nowNanos;
        for (Iterator<Deque<Connection>> origins = idle.values().iterator(); origins.hasNext(); ) {
            Deque<Connection> own = origins.next();
            while (!own.isEmpty() && nowNanos - own.getFirst().idleSinceNanos() > IDLE_NANOS) {
                discard(own.removeFirst());
            }
            if (own.isEmpty()) {
                origins.remove();
            }
        }
    }

    synchronized int openConnections() {
        return open.size();
    }

    /// Closes all connections, those in use as well.
    void close() {
        List<Connection> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(open);
            open.clear();
            idle.clear();
        }
        all.forEach(Connection::close);
    }
}
