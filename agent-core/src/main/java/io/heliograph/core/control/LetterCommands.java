package io.heliograph.core.control;

import io.heliograph.core.buffer.log.DeadLetters;
import io.heliograph.core.buffer.log.Letter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `heliograph dlq …`: what outputs rejected.
final class LetterCommands {
    private static final long MOST_SHOWN = 10_000;

    private final StateQueues queues;

    LetterCommands(StateQueues queues) {
        this.queues = queues;
    }

    /// What is done with each letter.
    private interface Reader {
        /// @return whether to go on
        boolean take(Letter letter) throws IOException;
    }

    private static void read(DeadLetters letters, long upTo, String reason, Reader reader) throws IOException {
        long next = 0;
        for (List<Letter> some = letters.read(next); !some.isEmpty(); some = letters.read(next)) {
            for (Letter letter : some) {
                boolean goOn = letter.first() < upTo;
                if (goOn && letter.reason().contains(reason)) {
                    goOn = reader.take(letter);
                }
                if (!goOn) {
                    return;
                }
                next = letter.end();
            }
        }
    }

    Map<String, @Nullable Object> list(Request request) throws IOException, RefusedCommandException {
        List<String> names = request.queue().isEmpty() ? queues.names() : List.of(queues.find(request.queue()));
        List<Object> all = new ArrayList<>();
        for (String name : names) {
            all.add(summary(name));
        }
        return queues.listed(all);
    }

    private Map<String, @Nullable Object> summary(String name) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        QueueOwner owner = queues.owner(name);
        summary.put("queue", name);
        summary.put("output", owner == null ? null : owner.output());
        try (OpenQueue queue = queues.open(name)) {
            DeadLetters letters = queue.buffer().letters();
            Map<String, Tally> byReason = new TreeMap<>();
            read(letters, Long.MAX_VALUE, "", letter -> {
                byReason.computeIfAbsent(letter.reason(), Tally::new).add(letter);
                return true;
            });
            summary.put("rows", letters.rows());
            summary.put("bytes", letters.bytes());
            summary.put("reasons", byReason.values().stream().map(Tally::shown).toList());
        } catch (IOException problem) {
            summary.put("problem", problem.getMessage());
        }
        return summary;
    }

    /// The letters of one reason.
    private static final class Tally {
        private final String reason;
        private long rows;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Tally(String reason) {
            this.reason = reason;
        }

        void add(Letter letter) {
            rows += letter.rows().size();
            first = Math.min(first, letter.epochMillis());
            last = Math.max(last, letter.epochMillis());
        }

        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("reason", reason);
            shown.put("rows", rows);
            shown.put("first", Instant.ofEpochMilli(first).toString());
            shown.put("last", Instant.ofEpochMilli(last).toString());
            return shown;
        }
    }

    Map<String, @Nullable Object> show(Request request) throws IOException, RefusedCommandException {
        String name = queues.find(request.queue());
        List<Object> shown = new ArrayList<>();
        RowText text = new RowText();
        long[] left = {Math.min(request.rows(), MOST_SHOWN)};
        try (OpenQueue queue = queues.open(name)) {
            read(queue.buffer().letters(), Long.MAX_VALUE, request.reason(), letter -> {
                List<Object> lines = new ArrayList<>();
                text.add(letter.rows(), left[0], lines);
                left[0] -= lines.size();
                shown.add(shown(letter, lines));
                return left[0] > 0 && !text.isFull();
            });
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("queue", name);
        result.put("letters", shown);
        return result;
    }

    private static Map<String, Object> shown(Letter letter, List<Object> lines) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("time", Instant.ofEpochMilli(letter.epochMillis()).toString());
        shown.put("reason", letter.reason());
        shown.put("lines", lines);
        return shown;
    }

    /// Letters leave when their rows are durable in the queue: a crash in between leaves them in both.
    Map<String, @Nullable Object> replay(Request request) throws IOException, RefusedCommandException {
        String name = queues.find(request.queue());
        long[] rows = {0};
        try (OpenQueue queue = queues.open(name)) {
            if (queue.isOrphan() && queues.knowsOwners()) {
                throw new RefusedCommandException(
                        2,
                        name + " is an orphan: no output would deliver it (heliograph buffer adopt " + name
                                + " OUTPUT)");
            }
            DeadLetters letters = queue.buffer().letters();
            BufferCommands.requireRoom(queue, letters.bytes());
            long upTo = letters.endSeq(); // what is rejected again meanwhile stays
            read(letters, upTo, request.reason(), letter -> {
                queue.put(letter.rows());
                rows[0] += letter.rows().size();
                return true;
            });
            letters.remove(upTo, letter -> letter.reason().contains(request.reason()));
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("queue", name);
        result.put("replayed", rows[0]);
        return result;
    }

    private static long rowsWith(String reason, DeadLetters letters, long upTo) throws IOException {
        long[] rows = {0};
        read(letters, upTo, reason, letter -> {
            rows[0] += letter.rows().size();
            return true;
        });
        return rows[0];
    }

    Map<String, @Nullable Object> drop(Request request) throws IOException, RefusedCommandException {
        String name = queues.find(request.queue());
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        boolean removable;
        try (OpenQueue queue = queues.open(name)) {
            DeadLetters letters = queue.buffer().letters();
            long upTo = letters.endSeq();
            long before = letters.rows();
            if (!request.confirmed()) {
                throw new RefusedCommandException(
                        2,
                        "this would drop " + rowsWith(request.reason(), letters, upTo) + " of " + before
                                + " dead letters of " + name + " for good (say --yes to do it)");
            }
            letters.remove(upTo, letter -> letter.reason().contains(request.reason()));
            result.put("queue", name);
            result.put("dropped", Math.max(0, before - letters.rows()));
            removable =
                    queue.isOrphan() && queues.knowsOwners() && queue.buffer().size() == 0 && letters.rows() == 0;
        }
        result.put("removed", removable && queues.remove(name));
        return result;
    }
}
