package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.RetryLater;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/// Writes each group of a batch to one of several servers: at random, at once to the next where one fails. A server
/// that failed is asked last for half a minute.
final class Failover {
    private static final long ASIDE_NANOS = 30_000_000_000L;
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final List<Candidate> candidates = new ArrayList<>();
    private final Grouping grouping;
    private final Logger logger;
    private final Set<Destination> failing = new HashSet<>();
    private long quietUntil = System.nanoTime();

    private static final class Candidate {
        private final Server server;
        private boolean failed;
        private long failedNanos;

        Candidate(Server server) {
            this.server = server;
        }

        boolean isAside(long nowNanos) {
            return failed && nowNanos - failedNanos < ASIDE_NANOS;
        }
    }

    Failover(Grouping grouping, Logger logger) {
        this.grouping = grouping;
        this.logger = logger;
    }

    void add(Server server) {
        candidates.add(new Candidate(server));
    }

    /// Writes a batch.
    WriteResult write(MetricBatch batch) throws IOException, InterruptedException {
        Tally tally = new Tally();
        long began = System.nanoTime();
        for (Map.Entry<Destination, Rows> group : groups(batch)) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                tally.fail(WriteResult.retry("a request for each database takes long: some are left for the next try"));
                break; // what is done is to be noted before the host loses its patience
            }
            WriteResult failure = write(group.getValue(), group.getKey(), tally);
            if (failure == null) {
                failing.remove(group.getKey());
            } else {
                tally.fail(failure);
                failing.add(group.getKey());
            }
        }
        return tally.result(batch);
    }

    /// Those that failed before come last, so that they do not take the time of the others.
    private List<Map.Entry<Destination, Rows>> groups(MetricBatch batch) {
        Map<Destination, Rows> all = grouping.split(batch);
        List<Map.Entry<Destination, Rows>> order = new ArrayList<>(all.entrySet());
        order.sort(Comparator.comparing(group -> failing.contains(group.getKey())));
        failing.retainAll(all.keySet());
        return order;
    }

    /// A server that refuses a single row may itself be wrong, so that this takes the word of all. Of several rows the
    /// first word counts: the host will ask about each half.
    private @Nullable WriteResult write(Rows rows, Destination to, Tally tally)
            throws IOException, InterruptedException {
        RetryLater failure = null;
        WriteResult refusal = null;
        List<Candidate> order = inOrder();
        for (Candidate candidate : order) {
            WriteResult result = attempt(candidate, rows.without(tally.settled()), to, tally);
            if (result == null || !(result instanceof RetryLater) && rows.size() > 1) {
                candidate.failed = false;
                if (refusal != null) {
                    setAside(order.getFirst());
                }
                tell(order, candidate, failure);
                return result;
            }
            if (result instanceof RetryLater later) {
                setAside(candidate);
                failure = failure == null ? later : both(failure, later);
            } else {
                refusal = result;
            }
        }
        return refusal == null ? failure : refusal;
    }

    private static void setAside(Candidate candidate) {
        candidate.failed = true;
        candidate.failedNanos = System.nanoTime();
    }

    /// Where all fail, the host tells it.
    private void tell(List<Candidate> order, Candidate taker, @Nullable RetryLater failure) {
        if (failure != null && System.nanoTime() - quietUntil >= 0) {
            quietUntil = System.nanoTime() + QUIET_NANOS;
            logger.warn(
                    "{} is asked instead of {}: {}",
                    taker.server.name(),
                    order.getFirst().server.name(),
                    failure.reason());
        }
    }

    private List<Candidate> inOrder() {
        if (candidates.size() == 1) {
            return candidates;
        }
        List<Candidate> order = new ArrayList<>(candidates);
        Collections.shuffle(order);
        long now = System.nanoTime();
        order.sort((left, right) -> Boolean.compare(left.isAside(now), right.isAside(now)));
        return order;
    }

    private @Nullable WriteResult attempt(Candidate candidate, Rows rows, Destination to, Tally tally)
            throws IOException, InterruptedException {
        try {
            return candidate.server.write(rows, to, tally);
        } catch (SocketTimeoutException slow) {
            return failed(slow);
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (IOException unreachable) {
            return failed(unreachable);
        }
    }

    private static WriteResult failed(IOException problem) {
        String message = problem.getMessage();
        return WriteResult.retry(message == null ? problem.toString() : message);
    }

    /// The sooner of two times to come again, and the words of both.
    private static RetryLater both(RetryLater one, RetryLater other) {
        Duration first = one.after();
        Duration second = other.after();
        Duration sooner = first == null || second == null ? null : first.compareTo(second) < 0 ? first : second;
        return new RetryLater(sooner, one.reason() + "; " + other.reason());
    }
}
