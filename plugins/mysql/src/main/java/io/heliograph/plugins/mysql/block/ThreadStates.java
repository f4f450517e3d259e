package io.heliograph.plugins.mysql.block;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The states that the threads of a server are counted under. Servers have many more; those of one kind of work are
/// one here.
final class ThreadStates {
    private static final String OTHER = "other";

    private static final String COUNTED = """
            after create, altering table, analyzing, checking permissions, checking table, cleaning up, closing tables,
            converting heap to myisam, copying to tmp table, creating sort index, creating table, creating tmp table,
            deleting, executing, execution of init_command, end, freeing items, flushing tables, fulltext initialization,
            idle, init, killed, waiting for lock, logging slow query, login, manage keys, opening tables, optimizing,
            preparing, reading from net, removing duplicates, removing tmp table, reopen tables, repair by sorting,
            repair done, repair with keycache, replication master, rolling back, searching rows for update, sending data,
            sorting for group, sorting for order, sorting index, sorting result, statistics, updating, waiting for tables,
            waiting for table flush, waiting on cond, writing to net, other""";

    /// What else counts as the state before the colon.
    private static final String SAME_AS = """
            idle: user sleep
            altering table: creating index, committing alter table to storage engine, discard or import tablespace, rename, \
            setup, renaming result table, preparing for alter table
            copying to tmp table: copying to group table, copy to tmp table
            end: query end
            updating: update, updating main table, updating reference tables
            waiting for lock: system lock, user lock, table lock
            deleting: deleting from main table, deleting from reference tables""";

    private static final Map<String, String> STATES = new HashMap<>();

    static {
        for (String state : COUNTED.split(",\\s*")) {
            STATES.put(state, state);
        }
        for (String line : SAME_AS.split("\n")) {
            int colon = line.indexOf(':');
            for (String state : line.substring(colon + 1).split(",")) {
                STATES.put(state.strip(), line.substring(0, colon));
            }
        }
    }

    private final Map<String, Long> counts = new LinkedHashMap<>();

    /// All at zero.
    ThreadStates() {
        for (String state : COUNTED.split(",\\s*")) {
            counts.put(state, 0L);
        }
    }

    /// Counts threads.
    ///
    /// @param command what they were told, as in the process list
    /// @param state what they do, as in the process list
    void add(String command, String state, long threads) {
        counts.merge(counted(spaced(command), spaced(state)), threads, Long::sum);
    }

    /// Threads by state.
    Map<String, Long> counts() {
        return counts;
    }

    private static String spaced(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String counted(String command, String state) {
        String known = STATES.get(state);
        if (known != null) {
            return known;
        }
        if (state.contains("waiting for") && state.contains("lock")) {
            return "waiting for lock";
        }
        return switch (command) {
            case "sleep" -> state.isEmpty() ? "idle" : OTHER;
            case "query" -> "executing";
            case "binlog dump" -> "replication master";
            default -> OTHER;
        };
    }
}
