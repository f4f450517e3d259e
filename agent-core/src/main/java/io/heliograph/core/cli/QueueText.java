package io.heliograph.core.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers about queues as text.
final class QueueText {
    private static final String NONE = "-";

    private QueueText() {}

    static String buffers(Map<String, @Nullable Object> result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("QUEUE", "OUTPUT", "ROWS", "BYTES", "SEGMENTS", "OLDEST", "ACKNOWLEDGED", "DEAD LETTERS"));
        for (Map<?, ?> queue : maps(result, "queues")) {
            rows.add(
                    queue.get("problem") == null
                            ? List.of(
                                    text(queue, "queue"),
                                    owner(queue),
                                    text(queue, "rows"),
                                    text(queue, "bytes"),
                                    text(queue, "segments"),
                                    text(queue, "oldest"),
                                    text(queue, "acknowledged"),
                                    text(queue, "dead_letters"))
                            : List.of(text(queue, "queue"), owner(queue), text(queue, "problem")));
        }
        return head(result) + (rows.size() == 1 ? "no queues\n" : table(rows));
    }

    private static String owner(Map<?, ?> queue) {
        return Boolean.TRUE.equals(queue.get("orphan")) ? "ORPHAN" : text(queue, "output");
    }

    private static String head(Map<String, @Nullable Object> result) {
        String running = Boolean.TRUE.equals(result.get("running")) ? "an agent has it" : "no agent has it";
        return "# " + text(result, "state_directory") + ": " + running + "\n";
    }

    static String lines(Map<String, @Nullable Object> result) {
        StringBuilder text = new StringBuilder();
        addLines(result, text);
        return text.toString();
    }

    private static void addLines(Map<?, ?> of, StringBuilder text) {
        if (of.get("lines") instanceof List<?> lines) {
            lines.forEach(line -> text.append(line).append('\n'));
        }
    }

    static String dropped(Map<String, @Nullable Object> result) {
        String letters = text(result, "dead_letters");
        return text(result, "queue") + ": " + rows(result, "dropped") + " dropped"
                + (letters.equals("0") ? "" : "; " + letters(result, "dead_letters") + " kept (heliograph dlq drop)")
                + removed(result);
    }

    private static String removed(Map<String, @Nullable Object> result) {
        return Boolean.TRUE.equals(result.get("removed")) ? "; its folder is gone\n" : "\n";
    }

    static String adopted(Map<String, @Nullable Object> result) {
        return text(result, "output") + ": adopted " + rows(result, "rows") + " and " + letters(result, "dead_letters")
                + " of " + text(result, "queue") + removed(result);
    }

    static String letterCounts(Map<String, @Nullable Object> result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("QUEUE", "ROWS", "FIRST", "LAST", "REASON"));
        for (Map<?, ?> queue : maps(result, "queues")) {
            if (queue.get("problem") != null) {
                rows.add(List.of(text(queue, "queue"), NONE, NONE, NONE, text(queue, "problem")));
            }
            for (Map<?, ?> reason : maps(queue, "reasons")) {
                rows.add(List.of(
                        text(queue, "queue"),
                        text(reason, "rows"),
                        text(reason, "first"),
                        text(reason, "last"),
                        text(reason, "reason")));
            }
        }
        return head(result) + (rows.size() == 1 ? "no dead letters\n" : table(rows));
    }

    static String letters(Map<String, @Nullable Object> result) {
        StringBuilder text = new StringBuilder();
        for (Map<?, ?> letter : maps(result, "letters")) {
            text.append("# ")
                    .append(text(letter, "time"))
                    .append(' ')
                    .append(text(letter, "reason"))
                    .append('\n');
            addLines(letter, text);
        }
        return text.toString();
    }

    static String replayed(Map<String, @Nullable Object> result) {
        return text(result, "queue") + ": " + letters(result, "replayed") + " put back at the end of the queue\n";
    }

    static String lettersDropped(Map<String, @Nullable Object> result) {
        return text(result, "queue") + ": " + letters(result, "dropped") + " dropped" + removed(result);
    }

    private static String rows(Map<?, ?> of, String key) {
        return counted(text(of, key), "row");
    }

    private static String letters(Map<?, ?> of, String key) {
        return counted(text(of, key), "dead letter");
    }

    private static String counted(String count, String thing) {
        return count + " " + thing + (count.equals("1") ? "" : "s");
    }

    private static String text(Map<?, ?> of, String key) {
        Object value = of.get(key);
        return value == null ? NONE : value.toString();
    }

    private static List<Map<?, ?>> maps(Map<?, ?> of, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (of.get(key) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                text.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            text.append(row.getLast()).append('\n');
        }
        return text.toString();
    }
}
