package io.heliograph.plugins.redis;

import io.heliograph.api.Row;
import io.heliograph.plugins.common.number.Decimal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The types of the fields of `redis`.
///
/// A field that Telegraf knows has one type for ever, whatever a server's version writes, so that no database sees
/// two types under one name: `FLOATS` and `TEXTS` here, and `INTEGERS`. Any other field is an integer where it looks
/// like one, else a floating point number where it looks like one, else text.
final class FieldTypes {
    private static final String FLOATS = """
            allocator_frag_bytes allocator_frag_ratio allocator_rss_ratio expired_stale_perc
            instantaneous_input_kbps instantaneous_output_kbps mem_fragmentation_ratio rss_overhead_ratio
            used_cpu_sys used_cpu_sys_children used_cpu_user used_cpu_user_children
            used_memory_dataset_perc used_memory_peak_perc""";

    private static final String TEXTS = """
            aof_last_bgrewrite_status aof_last_write_status maxmemory_policy rdb_last_bgsave_status redis_version""";

    private static final String INTEGERS = """
            active_defrag_hits active_defrag_key_hits active_defrag_key_misses active_defrag_misses active_defrag_running
            allocator_active allocator_allocated allocator_resident allocator_rss_bytes
            aof_current_rewrite_time_sec aof_enabled aof_last_cow_size aof_last_rewrite_time_sec aof_rewrite_in_progress
            aof_rewrite_scheduled
            blocked_clients client_recent_max_input_buffer client_recent_max_output_buffer clients clients_in_timeout_table
            cluster_enabled connected_slaves evicted_keys expire_cycle_cpu_milliseconds expired_keys
            expired_time_cap_reached_count
            instantaneous_ops_per_sec io_threaded_reads_processed io_threaded_writes_processed
            keyspace_hits keyspace_misses latest_fork_usec lazyfree_pending_objects loading lru_clock
            master_repl_offset maxmemory mem_aof_buffer mem_clients_normal mem_clients_slaves mem_fragmentation_bytes
            mem_not_counted_for_evict mem_replication_backlog migrate_cached_sockets module_fork_in_progress
            module_fork_last_cow_size number_of_cached_scripts pubsub_channels pubsub_patterns
            rdb_bgsave_in_progress rdb_changes_since_last_save rdb_current_bgsave_time_sec rdb_last_bgsave_time_sec
            rdb_last_cow_size rdb_last_save_time rdb_last_save_time_elapsed
            rejected_connections repl_backlog_active repl_backlog_first_byte_offset repl_backlog_histlen repl_backlog_size
            rss_overhead_bytes second_repl_offset slave_expires_tracked_keys sync_full sync_partial_err sync_partial_ok
            total_commands_processed total_connections_received total_net_input_bytes total_net_output_bytes
            total_reads_processed total_system_memory total_writes_processed
            tracking_clients tracking_total_items tracking_total_keys tracking_total_prefixes unexpected_error_replies
            uptime used_memory used_memory_dataset used_memory_lua used_memory_overhead used_memory_peak used_memory_rss
            used_memory_scripts used_memory_startup""";

    private static final Map<String, Type> KNOWN = new HashMap<>();

    static {
        know(FLOATS, Type.FLOAT);
        know(TEXTS, Type.TEXT);
        know(INTEGERS, Type.INTEGER);
    }

    private enum Type {
        FLOAT,
        TEXT,
        INTEGER
    }

    private FieldTypes() {}

    private static void know(String names, Type type) {
        for (String name : names.split("\\s+")) {
            KNOWN.put(name, type);
        }
    }

    /// Puts a value under its name, as the type that the name has.
    static void put(String name, String text, Row row) {
        Type type = KNOWN.get(name);
        if (type == Type.TEXT) {
            row.put(name, text);
        } else if (type == Type.FLOAT) {
            row.put(name, Decimal.number(text).orElse(0));
        } else {
            putNumberOrText(name, text, type, row);
        }
    }

    private static void putNumberOrText(String name, String text, @Nullable Type type, Row row) {
        OptionalLong integer = Decimal.integer(text);
        OptionalDouble number = integer.isPresent() ? OptionalDouble.empty() : Decimal.number(text);
        if (integer.isPresent()) {
            row.put(name, integer.getAsLong());
        } else if (type == Type.INTEGER) {
            row.put(name, (long) number.orElse(0));
        } else if (number.isPresent()) {
            row.put(name, number.getAsDouble());
        } else {
            row.put(name, text);
        }
    }
}
