package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks names up within a deadline.
///
/// The system's look-up takes no time limit and holds on to its thread, a carrier of virtual threads too, so that it
/// runs on platform threads of its own, which end when idle. All who ask for a name at a time share one look-up, so
/// that a silent server of names costs a thread per name and not per target. What was found is good for half a minute;
/// after that it still serves those to whom a new look-up fails or gives no answer in half of their time.
final class Resolver {
    private static final int THREADS = 64;
    private static final int NAMES = 10_000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final ThreadPoolExecutor LOOKUPS =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Resolver::thread);

    private static final Map<String, CompletableFuture<InetAddress[]>> UNDER_WAY = new ConcurrentHashMap<>();
    private static final Map<String, Found> FOUND = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Found> eldest) {
            return size() > NAMES;
        }
    };

    /// An answer and when it came.
    private record Found(InetAddress[] addresses, long nanos) {
        boolean isFresh() {
            return System.nanoTime() - nanos < FRESH_NANOS;
        }
    }

    private Resolver() {}

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("http-resolver").unstarted(work);
    }

    static InetAddress[] resolve(String host, Deadline deadline) throws IOException {
        if (isLiteral(host)) {
            return InetAddress.getAllByName(host);
        }
        Found known = known(host);
        if (known != null && known.isFresh()) {
            return known.addresses;
        }
        long allowed = Math.max(0, deadline.remainingNanos());
        try {
            return await(host, lookUp(host), known == null ? allowed : allowed / 2, deadline);
        } catch (InterruptedIOException | RuntimeException failed) {
            if (known == null || Thread.currentThread().isInterrupted()) {
                throw failed;
            }
            return known.addresses;
        } catch (IOException failed) {
            if (known == null) {
                throw failed;
            }
            return known.addresses;
        }
    }

    private static @Nullable Found known(String host) {
        synchronized (FOUND) {
            return FOUND.get(host);
        }
    }

    private static CompletableFuture<InetAddress[]> lookUp(String host) throws IOException {
        CompletableFuture<InetAddress[]> own = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> others = UNDER_WAY.putIfAbsent(host, own);
        if (others != null) {
            return others;
        }
        try {
            LOOKUPS.execute(() -> lookUp(host, own));
            return own;
        } catch (RejectedExecutionException full) {
            UNDER_WAY.remove(host, own);
            IOException refused = new IOException(
                    "no look-up of '" + host + "': " + THREADS + " others have had no answer yet", full);
            own.completeExceptionally(refused);
            throw refused;
        }
    }

    private static void lookUp(String host, CompletableFuture<InetAddress[]> into) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            synchronized (FOUND) {
                FOUND.put(host, new Found(addresses, System.nanoTime()));
            }
            into.complete(addresses);
        } catch (UnknownHostException | RuntimeException failed) {
            into.completeExceptionally(failed);
        } finally {
            UNDER_WAY.remove(host, into);
        }
    }

    private static InetAddress[] await(
            String host, CompletableFuture<InetAddress[]> found, long nanos, Deadline deadline) throws IOException {
        try {
            return found.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            UnknownHostException unknown = new UnknownHostException("unknown host '" + host + "'");
            unknown.initCause(failed.getCause());
            throw unknown;
        } catch (TimeoutException silent) {
            IOException expired = deadline.expired();
            expired.initCause(silent);
            throw expired;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    static boolean isLiteral(String host) {
        boolean digits = true;
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == ':') {
                return true;
            }
            digits &= c == '.' || c >= '0' && c <= '9';
        }
        return digits;
    }
}
