package io.heliograph.plugins.common.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Looks names up within a deadline, and remembers the answers.
///
/// The system's look-up takes no time limit and holds on to its thread, a carrier of virtual threads too: 400 at a time
/// that get no answer stop every virtual thread of the process. So look-ups run on a few platform threads of their own,
/// which start with the first name that is none of an address, and end when idle. Whoever asks for a name that is being
/// looked up already waits for that answer.
///
/// An answer is good for ten seconds, or until nobody can be reached there. After that it is asked for anew, and
/// serves on where none comes within a second, so that a name server that is silent takes nobody's targets away. That
/// there is no such name is believed for two seconds.
final class Resolver {
    private static final int THREADS = 16;
    private static final int REMEMBERED = 10_000;
    private static final InetAddress[] LOCALHOST = {
        address(127, 0, 0, 1), address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    };
    private static final Resolver SYSTEM = new Resolver(
            InetAddress::getAllByName, new Ages(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(1)));

    private final Lookup lookup;
    private final Ages ages;
    private final ExecutorService threads = threads();
    private final Map<String, Name> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Name> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Asks for the addresses of a name, and takes its time.
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /// How long answers are good for.
    ///
    /// @param found addresses
    /// @param unknown that there is no such name
    /// @param patience with the server before an old answer serves
    record Ages(Duration found, Duration unknown, Duration patience) {}

    /// What is known of a name, all under its monitor.
    private static final class Name {
        InetAddress @Nullable [] addresses;

        @Nullable
        UnknownHostException problem;

        long goodUntil;

        @Nullable
        Question asked;
    }

    /// A look-up that is under way.
    private record Question(long askedNanos, CompletableFuture<InetAddress[]> answer) {}

    Resolver(Lookup lookup, Ages ages) {
        this.lookup = lookup;
        this.ages = ages;
    }

    /// The one of the system, which all clients of a plugin share.
    static Resolver system() {
        return SYSTEM;
    }

    private static InetAddress address(int... parts) {
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) parts[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Resolver::thread);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("http-resolver").unstarted(work);
    }

    /// @throws UnknownHostException where there is no such name
    /// @throws java.net.SocketTimeoutException where no answer comes before the deadline, and none is remembered
    InetAddress[] resolve(String host, Deadline deadline) throws IOException {
        if (isLiteral(host)) {
            return InetAddress.getAllByName(host);
        }
        if (host.equalsIgnoreCase("localhost")) {
            return LOCALHOST.clone();
        }
        Name name = named(host.toLowerCase(Locale.ROOT));
        Question question;
        InetAddress[] stale;
        synchronized (name) {
            stale = name.addresses;
            if (System.nanoTime() - name.goodUntil < 0) {
                return known(host, name.problem, stale);
            }
            question = asked(host, name);
        }
        return stale == null
                ? await(host, question, deadline)
                : orStale(host, question, stale, Math.min(deadline.remainingNanos() / 2, ages.patience.toNanos()));
    }

    /// Has the next one ask anew: nobody could be reached there. Should the name server be silent, the addresses serve
    /// on.
    void forget(String host) {
        Name name;
        synchronized (names) {
            name = names.get(host.toLowerCase(Locale.ROOT));
        }
        if (name != null) {
            synchronized (name) {
                name.goodUntil = name.problem == null ? System.nanoTime() : name.goodUntil;
            }
        }
    }

    private Name named(String host) {
        synchronized (names) {
            return names.computeIfAbsent(host, key -> {
                Name fresh = new Name();
                fresh.goodUntil = System.nanoTime();
                return fresh;
            });
        }
    }

    private static InetAddress[] known(
            String host, @Nullable UnknownHostException problem, InetAddress @Nullable [] addresses)
            throws UnknownHostException {
        if (problem != null || addresses == null) {
            throw unknown(host, problem);
        }
        return addresses.clone();
    }

    private static UnknownHostException unknown(String host, @Nullable Throwable cause) {
        UnknownHostException unknown = new UnknownHostException("unknown host '" + host + "'");
        unknown.initCause(cause);
        return unknown;
    }

    /// Under the name's monitor.
    private Question asked(String host, Name name) {
        Question underWay = name.asked;
        if (underWay == null) {
            underWay = new Question(System.nanoTime(), new CompletableFuture<>());
            name.asked = underWay;
            CompletableFuture<InetAddress[]> answer = underWay.answer;
            threads.execute(() -> ask(host, name, answer));
        }
        return underWay;
    }

    private void ask(String host, Name name, CompletableFuture<InetAddress[]> answer) {
        long began = System.nanoTime();
        try {
            InetAddress[] found = lookup.addresses(host);
            learn(name, found, null, ages.found);
            answer.complete(found);
        } catch (Throwable problem) {
            InetAddress[] kept = failed(name, problem, System.nanoTime() - began);
            if (kept == null) {
                answer.completeExceptionally(problem);
            } else {
                answer.complete(kept);
            }
        }
    }

    /// That there is no such name takes the addresses away. A server that is silent, or says that it cannot tell at
    /// present, does not.
    ///
    /// @return the addresses that serve on
    private InetAddress @Nullable [] failed(Name name, Throwable problem, long tookNanos) {
        boolean definite = problem instanceof UnknownHostException
                && tookNanos < ages.patience.toNanos()
                && !String.valueOf(problem.getMessage()).contains("emporary");
        InetAddress[] before;
        synchronized (name) {
            before = definite ? null : name.addresses;
        }
        UnknownHostException known = before == null && problem instanceof UnknownHostException unknown ? unknown : null;
        learn(name, before, known, known == null && before == null ? Duration.ZERO : ages.unknown);
        return before;
    }

    private static void learn(
            Name name, InetAddress @Nullable [] addresses, @Nullable UnknownHostException problem, Duration good) {
        synchronized (name) {
            name.asked = null;
            name.addresses = addresses;
            name.problem = problem;
            name.goodUntil = System.nanoTime() + good.toNanos();
        }
    }

    /// The answer, should it come soon after it was asked for.
    private static InetAddress[] orStale(String host, Question question, InetAddress[] stale, long patienceNanos)
            throws IOException {
        long left = question.askedNanos + patienceNanos - System.nanoTime();
        try {
            return get(host, question, Math.max(0, left));
        } catch (TimeoutException silent) {
            return stale.clone();
        }
    }

    private static InetAddress[] await(String host, Question question, Deadline deadline) throws IOException {
        try {
            return get(host, question, Math.max(0, deadline.remainingNanos()));
        } catch (TimeoutException silent) {
            throw silent(host, deadline, silent);
        }
    }

    private static InetAddress[] get(String host, Question question, long atMostNanos)
            throws IOException, TimeoutException {
        try {
            return question.answer.get(atMostNanos, TimeUnit.NANOSECONDS).clone();
        } catch (ExecutionException failed) {
            throw unknown(host, failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static IOException silent(String host, Deadline deadline, TimeoutException cause) {
        IOException expired = deadline.expired("no answer of the name server for '" + host + "'");
        expired.initCause(cause);
        return expired;
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
