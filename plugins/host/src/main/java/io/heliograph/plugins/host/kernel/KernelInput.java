package io.heliograph.plugins.host.kernel;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.kernel.KernelConfig.Extra;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads counters of the kernel from /proc/stat and, where asked, same-page merging and pressure.
public final class KernelInput implements Input {
    private static final String[] KSM = {
        "full_scans",
        "max_page_sharing",
        "merge_across_nodes",
        "pages_shared",
        "pages_sharing",
        "pages_to_scan",
        "pages_unshared",
        "pages_volatile",
        "run",
        "sleep_millisecs",
        "stable_node_chains",
        "stable_node_chains_prune_millisecs",
        "stable_node_dups",
        "use_zero_pages"
    };

    private final boolean ksm;
    private final @Nullable Pressure pressure;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();
    private @Nullable Series series;

    /// @param config the options
    /// @param context the host
    public KernelInput(KernelConfig config, PluginContext context) {
        this.ksm = config.collect().contains(Extra.KSM);
        this.pressure = config.collect().contains(Extra.PSI) ? new Pressure(roots) : null;
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        if (series == null) {
            series = out.series("kernel");
        }
        Row row = out.row(series).type(ValueType.COUNTER);
        row.put("entropy_avail", file.numberIn(roots.inProc("sys/kernel/random/entropy_avail")));
        putStat(row);
        if (ksm) {
            putKsm(row, out);
        }
        row.emit();
        if (pressure != null) {
            pressure.gather(out);
        }
    }

    private void putStat(Row row) throws IOException {
        file.read(roots.inProc("stat"));
        while (file.nextLine()) {
            if (!file.nextWord() || file.wordStarts("cpu")) {
                continue;
            }
            if (file.wordIs("intr")) {
                row.put("interrupts", file.nextNumber());
            } else if (file.wordIs("ctxt")) {
                row.put("context_switches", file.nextNumber());
            } else if (file.wordIs("btime")) {
                row.put("boot_time", file.nextNumber());
            } else if (file.wordIs("processes")) {
                row.put("processes_forked", file.nextNumber());
            } else if (file.wordIs("page")) { // until Linux 2.4
                row.put("disk_pages_in", file.nextNumber());
                row.put("disk_pages_out", file.nextNumber());
            }
        }
    }

    private void putKsm(Row row, Accumulator out) throws IOException {
        String folder = roots.inSys("kernel/mm/ksm/");
        if (!new File(folder).isDirectory()) {
            out.error(new IOException(folder + " is not there: this kernel has no same-page merging"));
            return;
        }
        for (String name : KSM) { // which of them there are differs between kernels
            if (file.readIfThere(folder + name) && file.nextLine()) {
                row.put("ksm_" + name, file.nextNumber());
            }
        }
    }
}
