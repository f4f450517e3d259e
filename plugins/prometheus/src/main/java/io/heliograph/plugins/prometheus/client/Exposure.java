package io.heliograph.plugins.prometheus.client;

import io.heliograph.api.MetricBatch;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.api.WriteResult;
import io.heliograph.api.WriteResult.Partial;
import io.heliograph.api.WriteResult.Rejection;
import io.heliograph.api.WriteResult.RetryLater;
import io.heliograph.plugins.prometheus.naming.Names;
import io.heliograph.plugins.prometheus.naming.Naming;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that is exposed at present. Good for any thread: rows come from the output's, pages are read by those
/// of requests.
///
/// **Memory.** What is not refreshed for the expiration interval goes. As that may be "never", and the names and
/// labels come from elsewhere, there is a limit besides: beyond so many bytes known series are refreshed and new ones
/// refused.
///
/// **Locking.** A page is written family by family, and the lock is held for one of them at a time: a slow reader
/// delays nobody, and no copy of the whole page is ever made. So a page is consistent within a family only, as of any
/// exporter whose counters move on while it is read.
final class Exposure {
    private static final long MOST_BETWEEN_SWEEPS_NANOS = 1_000_000_000L;
    private static final String[] SUFFIXES = {"_bucket", "_sum", "_count"};
    private static final int HEAP_SHARE = 8;
    private static final RetryLater NO_REST = new RetryLater(null, "nothing is left");

    private final Translation translation;
    private final long expirationNanos;
    private final long mostBytes;
    private final NavigableMap<String, ExposedFamily> families = new TreeMap<>();
    private long bytes;
    private int members;
    private long sweptNanos = Long.MIN_VALUE;

    // what became of the row that is being added
    private boolean taken;
    private String refusal = "";

    /// @param expiration after which a series that is not refreshed is gone; zero for never
    /// @param mostBytes that all series may hold on to, about
    Exposure(Translation translation, Duration expiration, long mostBytes) {
        this.translation = translation;
        this.expirationNanos = expiration.toNanos();
        this.mostBytes = mostBytes;
    }

    /// How much of the heap series may take: an eighth.
    static long roomOfHeap() {
        return Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    }

    /// Takes the rows of a batch. Where several are of one series, the latest counts. A row of which nothing can be
    /// exposed is rejected.
    synchronized WriteResult add(MetricBatch batch, long nowNanos) {
        List<Rejection> rejected = new ArrayList<>(0);
        for (int row = 0; row < batch.size(); row++) {
            taken = false;
            refusal = translation.nothingToShow();
            translation.add(batch, row, this, nowNanos);
            if (!taken) {
                rejected.add(new Rejection(row, refusal));
            }
        }
        boolean due = sweptNanos == Long.MIN_VALUE
                || nowNanos - sweptNanos >= Math.min(expirationNanos, MOST_BETWEEN_SWEEPS_NANOS);
        if (due) {
            expire(nowNanos);
        }
        translation.trim(members);
        return rejected.isEmpty() ? WriteResult.ACCEPTED : partial(batch.size(), rejected);
    }

    private static WriteResult partial(int size, List<Rejection> rejected) {
        BitSet accepted = new BitSet(size);
        accepted.set(0, size);
        for (Rejection one : rejected) {
            accepted.clear(one.row());
        }
        return new Partial(accepted, rejected, NO_REST);
    }

    /// Notes why a field of the present row is not exposed.
    void refuse(String reason) {
        refusal = reason;
    }

    /// The state of a series, made where there is none; null where the row is older than what is known, or cannot be
    /// exposed.
    ///
    /// @param key what makes the series another one than its siblings
    /// @param labels what is shown
    @Nullable
    Exposed member(String name, ValueType type, TagSet key, TagSet labels, long epochNanos, long nowNanos) {
        ExposedFamily family = families.get(name);
        Exposed known = family == null ? null : family.member(key);
        String obstacle =
                known == null || family == null || isOtherKind(family, type) ? obstacle(family, name, type) : null;
        if (obstacle != null) {
            refuse(obstacle);
            return null;
        }
        long millis = Math.floorDiv(epochNanos, 1_000_000L);
        if (known != null && millis < known.epochMillis) {
            taken = true;
            return null;
        }
        ExposedFamily home = family == null ? new ExposedFamily(name, type) : family;
        Exposed member = known == null ? make(home, key, labels) : known;
        if (key != labels) {
            home.relabel();
        }
        refresh(member, labels, millis, nowNanos);
        return member;
    }

    private void refresh(Exposed member, TagSet labels, long millis, long nowNanos) {
        if (member.labels != labels) {
            bytes -= member.retainedBytes();
            member.labels = labels;
            bytes += member.retainedBytes();
        }
        member.epochMillis = millis;
        member.refreshedNanos = nowNanos;
        taken = true;
    }

    private Exposed make(ExposedFamily home, TagSet key, TagSet labels) {
        families.put(home.name, home);
        Exposed member = new Exposed(labels);
        home.add(key, member);
        members++;
        bytes += member.retainedBytes();
        return member;
    }

    /// Sets a bucket or quantile of a member.
    void part(Exposed member, double mark, double value) {
        int before = member.parts.size();
        if (member.parts.put(mark, value)) {
            bytes += 32L * (member.parts.size() - before);
        } else {
            refuse("more than " + Parts.MOST + " buckets or quantiles of " + member.labels);
        }
    }

    /// Forgets all buckets or quantiles of a member.
    void clearParts(Exposed member) {
        bytes -= 32L * member.parts.size();
        member.parts.clear();
    }

    /// Forgets a series that has ended.
    void forget(String name, TagSet key) {
        taken = true;
        ExposedFamily family = families.get(name);
        Exposed gone = family == null ? null : family.remove(key);
        if (gone != null) {
            members--;
            bytes -= gone.retainedBytes();
        }
        if (family != null && family.isEmpty()) {
            families.remove(name);
        }
    }

    private static boolean isOtherKind(ExposedFamily family, ValueType type) {
        return (family.isGrouped() || Naming.isGrouped(type)) && family.type != type;
    }

    private @Nullable String obstacle(@Nullable ExposedFamily family, String name, ValueType type) {
        if (family != null && isOtherKind(family, type)) {
            return "'" + name + "' has the type " + Names.word(family.type) + " on the page, and cannot have "
                    + Names.word(type) + " too";
        }
        if (family == null && isTaken(name, type)) {
            return "'" + name + "' (" + Names.word(type) + ") has lines named as those of another metric on the page";
        }
        return bytes >= mostBytes
                ? "no room for another series: " + members + " take all of " + mostBytes + " bytes"
                : null;
    }

    /// Whether lines of the new family would be named as those of a family that is there.
    private boolean isTaken(String name, ValueType type) {
        for (String suffix : SUFFIXES) {
            boolean clashes = Naming.isGrouped(type)
                    ? families.containsKey(name + suffix)
                    : name.endsWith(suffix) && hasGroup(name.substring(0, name.length() - suffix.length()));
            if (clashes) {
                return true;
            }
        }
        return false;
    }

    private boolean hasGroup(String name) {
        ExposedFamily family = families.get(name);
        return family != null && family.isGrouped();
    }

    private void expire(long nowNanos) {
        sweptNanos = nowNanos;
        if (expirationNanos == 0) {
            return;
        }
        members = 0;
        for (Iterator<ExposedFamily> all = families.values().iterator(); all.hasNext(); ) {
            ExposedFamily family = all.next();
            bytes -= family.expire(nowNanos - expirationNanos);
            members += family.size();
            if (family.isEmpty()) {
                all.remove();
            }
        }
    }

    /// Writes the first family after a name, without what is expired.
    ///
    /// @param after the name that the last call gave, or null for the first family
    /// @return its name, or null where there is none
    synchronized @Nullable String writeNext(@Nullable String after, ExpositionWriter out, long nowNanos) {
        if (after == null) {
            expire(nowNanos);
        }
        Map.Entry<String, ExposedFamily> next = after == null ? families.firstEntry() : families.higherEntry(after);
        if (next == null) {
            return null;
        }
        out.family(next.getValue());
        return next.getKey();
    }
}
