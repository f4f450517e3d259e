package io.heliograph.plugins.host.mem;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Meminfo;
import io.heliograph.plugins.host.proc.Meminfo.Key;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads /proc/meminfo. What is used is what is not available, as Telegraf has it since 1.36.
public final class MemInput implements Input {
    private static final Field[] FIELDS = {
        new Field("active", Key.ACTIVE),
        new Field("buffered", Key.BUFFERS),
        new Field("commit_limit", Key.COMMIT_LIMIT),
        new Field("committed_as", Key.COMMITTED_AS),
        new Field("dirty", Key.DIRTY),
        new Field("free", Key.MEM_FREE),
        new Field("high_free", Key.HIGH_FREE),
        new Field("high_total", Key.HIGH_TOTAL),
        new Field("huge_pages_free", Key.HUGE_PAGES_FREE),
        new Field("huge_page_size", Key.HUGE_PAGE_SIZE),
        new Field("huge_pages_total", Key.HUGE_PAGES_TOTAL),
        new Field("inactive", Key.INACTIVE),
        new Field("low_free", Key.LOW_FREE),
        new Field("low_total", Key.LOW_TOTAL),
        new Field("mapped", Key.MAPPED),
        new Field("page_tables", Key.PAGE_TABLES),
        new Field("shared", Key.SHMEM),
        new Field("slab", Key.SLAB),
        new Field("sreclaimable", Key.S_RECLAIMABLE),
        new Field("sunreclaim", Key.S_UNRECLAIM),
        new Field("swap_cached", Key.SWAP_CACHED),
        new Field("swap_free", Key.SWAP_FREE),
        new Field("swap_total", Key.SWAP_TOTAL),
        new Field("vmalloc_chunk", Key.VMALLOC_CHUNK),
        new Field("vmalloc_total", Key.VMALLOC_TOTAL),
        new Field("vmalloc_used", Key.VMALLOC_USED),
        new Field("write_back", Key.WRITEBACK),
        new Field("write_back_tmp", Key.WRITEBACK_TMP),
    };
    private static final Field[] EXTENDED = {
        new Field("active_anon", Key.ACTIVE_ANON),
        new Field("active_file", Key.ACTIVE_FILE),
        new Field("inactive_anon", Key.INACTIVE_ANON),
        new Field("inactive_file", Key.INACTIVE_FILE),
        new Field("percpu", Key.PERCPU),
        new Field("unevictable", Key.UNEVICTABLE),
    };

    private final MemConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final Meminfo meminfo = new Meminfo();
    private @Nullable Series series;

    private record Field(String name, Key key) {}

    /// @param config the options
    /// @param context the host
    public MemInput(MemConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        meminfo.read(roots, out);
        if (series == null) {
            series = out.series("mem");
        }
        Row row = out.row(series).type(ValueType.GAUGE);
        putTotals(row);
        put(row, FIELDS);
        if (config.collectExtended()) {
            put(row, EXTENDED);
        }
        row.emit();
    }

    private void putTotals(Row row) {
        long total = meminfo.value(Key.MEM_TOTAL);
        long cached = meminfo.value(Key.CACHED) + meminfo.value(Key.S_RECLAIMABLE);
        boolean told = meminfo.has(Key.MEM_AVAILABLE); // since Linux 3.14
        long available = told ? meminfo.value(Key.MEM_AVAILABLE) : meminfo.value(Key.MEM_FREE) + cached;
        row.putUnsigned("total", total);
        row.putUnsigned("available", available);
        row.putUnsigned("cached", cached);
        row.putUnsigned("used", total - available);
        if (total > 0) {
            row.put("used_percent", 100.0 * (total - available) / total);
            row.put("available_percent", 100.0 * available / total);
        }
    }

    private void put(Row row, Field[] fields) {
        for (Field field : fields) {
            row.putUnsigned(field.name(), meminfo.value(field.key()));
        }
    }
}
