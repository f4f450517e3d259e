package io.heliograph.plugins.host.swap;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Meminfo;
import io.heliograph.plugins.host.proc.Meminfo.Key;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads swap space from /proc/meminfo and swapping from /proc/vmstat.
public final class SwapInput implements Input {
    /// As gopsutil counts, whatever the size of a page is.
    private static final int BYTES_PER_PAGE = 4096;

    private final HostRoots roots = HostRoots.ofEnvironment();
    private final Meminfo meminfo = new Meminfo();
    private final ProcFile vmstat = new ProcFile();
    private @Nullable Series series;

    /// @param config no options
    /// @param context the host
    public SwapInput(SwapConfig config, PluginContext context) {}

    @Override
    public void gather(Accumulator out) throws IOException {
        meminfo.read(roots, out);
        if (series == null) {
            series = out.series("swap");
        }
        emitSpace(series, out);
        emitTraffic(series, out);
    }

    private void emitSpace(Series swap, Accumulator out) {
        long total = meminfo.value(Key.SWAP_TOTAL);
        long free = meminfo.value(Key.SWAP_FREE);
        out.row(swap)
                .type(ValueType.GAUGE)
                .putUnsigned("total", total)
                .putUnsigned("used", total - free)
                .putUnsigned("free", free)
                .put("used_percent", total == 0 ? 0 : 100.0 * (total - free) / total)
                .emit();
    }

    private void emitTraffic(Series swap, Accumulator out) throws IOException {
        long pagesIn = 0;
        long pagesOut = 0;
        vmstat.read(roots.inProc("vmstat"));
        while (vmstat.nextLine() && vmstat.nextWord()) {
            if (vmstat.wordIs("pswpin")) {
                pagesIn = vmstat.nextNumber();
            } else if (vmstat.wordIs("pswpout")) {
                pagesOut = vmstat.nextNumber();
            }
        }
        out.row(swap)
                .type(ValueType.COUNTER)
                .putUnsigned("in", pagesIn * BYTES_PER_PAGE)
                .putUnsigned("out", pagesOut * BYTES_PER_PAGE)
                .emit();
    }
}
