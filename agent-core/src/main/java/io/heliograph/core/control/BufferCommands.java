package io.heliograph.core.control;

import io.heliograph.api.MetricBatch;
import io.heliograph.core.buffer.MetricBuffer.Window;
import io.heliograph.core.buffer.log.DeadLetters;
import io.heliograph.core.buffer.log.Letter;
import io.heliograph.core.buffer.log.LogBuffer;
import io.heliograph.core.buffer.log.QueueFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `heliograph buffer …`: what waits for outputs.
final class BufferCommands {
    /// The reason under which rows are counted that a command dropped.
    static final String BY_COMMAND = "dropped_by_command";

    private static final long MOST_SHOWN = 10_000;
    private static final int AT_A_TIME = 1000;
    private static final long NANOS = 1_000_000_000L;

    private final StateQueues queues;

    BufferCommands(StateQueues queues) {
        this.queues = queues;
    }

    Map<String, @Nullable Object> list() throws IOException {
        List<Object> all = new ArrayList<>();
        for (String name : queues.names()) {
            all.add(facts(name));
        }
        return queues.listed(all);
    }

    private Map<String, @Nullable Object> facts(String name) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        QueueOwner owner = queues.owner(name);
        facts.put("queue", name);
        facts.put("output", owner == null ? null : owner.output());
        facts.put("orphan", owner == null && queues.knowsOwners());
        try (OpenQueue queue = queues.open(name)) {
            add(queue.buffer(), facts);
        } catch (IOException problem) {
            facts.put("problem", problem.getMessage());
        }
        return facts;
    }

    private static void add(LogBuffer buffer, Map<String, @Nullable Object> to) throws IOException {
        QueueFacts facts = buffer.facts();
        to.put("rows", facts.rows());
        to.put("bytes", facts.bytes());
        to.put("segments", facts.segments());
        to.put("oldest", oldest(buffer));
        to.put("acknowledged", facts.acked());
        to.put("end", facts.end());
        to.put("dead_letters", buffer.letters().rows());
        to.put("dead_letter_bytes", buffer.letters().bytes());
    }

    private static @Nullable String oldest(LogBuffer buffer) throws IOException {
        MetricBatch first = buffer.peek(1);
        return first.size() == 0 ? null : time(first.epochNanos(0));
    }

    private static String time(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS), Math.floorMod(epochNanos, NANOS))
                .toString();
    }

    Map<String, @Nullable Object> peek(Request request) throws IOException, RefusedCommandException {
        String name = queues.find(request.queue());
        List<Object> lines = new ArrayList<>();
        try (OpenQueue queue = queues.open(name)) {
            int most = (int) Math.min(request.rows(), MOST_SHOWN);
            new RowText().add(queue.buffer().peek(most), most, lines);
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("queue", name);
        result.put("lines", lines);
        return result;
    }

    Map<String, @Nullable Object> drop(Request request) throws IOException, RefusedCommandException {
        String name = queues.find(request.queue());
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        boolean removable;
        try (OpenQueue queue = queues.open(name)) {
            long rows = queue.buffer().size();
            if (!request.confirmed()) {
                throw new RefusedCommandException(
                        2,
                        "this would drop " + rows + (rows == 1 ? " row of " : " rows of ") + name
                                + " for good, and no dead letters (say --yes to do it)");
            }
            queue.buffer().discard(BY_COMMAND);
            queue.buffer().facts(); // once it is done
            result.put("queue", name);
            result.put("dropped", rows);
            result.put("dead_letters", queue.buffer().letters().rows());
            removable = queue.isOrphan() && queue.buffer().letters().rows() == 0;
        }
        result.put("removed", removable && queues.remove(name));
        return result;
    }

    Map<String, @Nullable Object> adopt(Request request) throws IOException, RefusedCommandException {
        String from = queues.find(request.queue());
        String to = queues.find(request.output());
        requireOrphan(from, to);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        try (OpenQueue orphan = queues.open(from);
                OpenQueue output = queues.open(to)) {
            requireRoom(output, orphan.buffer().facts().bytes());
            requireRoomForLetters(output, orphan.buffer().letters());
            result.put("queue", from);
            result.put("output", to);
            result.put("rows", moveRows(orphan, output));
            requireEmpty(orphan);
            result.put("dead_letters", moveLetters(orphan, output));
        }
        result.put("removed", queues.remove(from));
        return result;
    }

    private void requireOrphan(String from, String to) throws RefusedCommandException {
        QueueOwner owner = queues.owner(from);
        if (from.equals(to)) {
            throw new RefusedCommandException(2, from + " cannot adopt itself");
        }
        if (owner != null) {
            throw new RefusedCommandException(
                    2, from + " is no orphan: it is of " + owner.output() + ", which delivers it");
        }
        if (queues.knowsOwners() && queues.owner(to) == null) {
            throw new RefusedCommandException(2, to + " is an orphan too: no output would deliver what it adopts");
        }
    }

    /// Rows that come must not push out what waits.
    static void requireRoom(OpenQueue output, long more) throws IOException, RefusedCommandException {
        QueueOwner owner = output.owner();
        long most = owner == null ? Long.MAX_VALUE : owner.maxBytes();
        long present = output.buffer().facts().bytes();
        if (present + more > most) {
            throw new RefusedCommandException(
                    1,
                    output.name() + " has " + present + " bytes and would get " + more + ", but may have " + most
                            + " only (raise buffer_max_bytes, or wait until it has delivered)");
        }
    }

    private static void requireRoomForLetters(OpenQueue output, DeadLetters more) throws RefusedCommandException {
        DeadLetters letters = output.buffer().letters();
        QueueOwner owner = output.owner();
        long most = owner == null ? Long.MAX_VALUE : owner.letterBytes();
        if (more.bytes() > 0 && letters.bytes() + more.bytes() > most) {
            throw new RefusedCommandException(
                    1,
                    output.name() + " has " + letters.bytes() + " bytes of dead letters and would get " + more.bytes()
                            + ", which is more than it may have (raise dead_letter_max_bytes, or drop some)");
        }
    }

    /// A batch leaves the one queue when it is durable in the other: a crash in between leaves it in both.
    private static long moveRows(OpenQueue from, OpenQueue to) throws IOException {
        long rows = 0;
        for (Window window = from.buffer().read(AT_A_TIME);
                window != null;
                window = from.buffer().read(AT_A_TIME)) {
            int size = window.batch().size();
            to.put(window.batch());
            BitSet all = new BitSet();
            all.set(0, size);
            from.buffer().settle(window, all, List.of());
            rows += size;
        }
        return rows;
    }

    /// Where the disk cannot be read for now, nothing is read, which is not the end of the rows.
    private static void requireEmpty(OpenQueue orphan) throws IOException {
        long left = orphan.buffer().size();
        if (left > 0) {
            throw new IOException(orphan.name() + ": " + left + " rows cannot be read for now, and stay");
        }
    }

    private static long moveLetters(OpenQueue from, OpenQueue to) throws IOException {
        long rows = 0;
        long next = 0;
        for (List<Letter> some = from.buffer().letters().read(next);
                !some.isEmpty();
                some = from.buffer().letters().read(next)) {
            to.buffer().letters().file(some);
            for (Letter letter : some) {
                rows += letter.rows().size();
                next = letter.end();
            }
        }
        from.buffer().letters().remove(Long.MAX_VALUE, letter -> true);
        return rows;
    }
}
