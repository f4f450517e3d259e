package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks names up within a deadline. The system's look-up takes no time limit and holds on to its thread, a carrier of
/// virtual threads too, so that it runs on platform threads of its own, which end when idle.
final class Resolver {
    private static final int THREADS = 64;
    private static final ThreadPoolExecutor LOOKUPS =
            new ThreadPoolExecutor(0, THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Resolver::thread);

    private Resolver() {}

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("http-resolver").unstarted(work);
    }

    static InetAddress[] resolve(String host, Deadline deadline) throws IOException {
        if (isLiteral(host)) {
            return InetAddress.getAllByName(host);
        }
        try {
            Future<InetAddress[]> found = LOOKUPS.submit(() -> InetAddress.getAllByName(host));
            return await(host, found, deadline);
        } catch (RejectedExecutionException full) {
            throw new IOException("no look-up of '" + host + "': " + THREADS + " others have had no answer yet", full);
        }
    }

    private static InetAddress[] await(String host, Future<InetAddress[]> found, Deadline deadline) throws IOException {
        try {
            return found.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
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

    private static boolean isLiteral(String host) {
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
