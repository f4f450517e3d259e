package io.heliograph.plugins.host.kernelvmstat;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reports each line of /proc/vmstat as a field.
public final class KernelVmstatInput implements Input {
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile vmstat = new ProcFile();
    private final Memo.Keys keys = new Memo.Keys();
    private @Nullable Series series;

    /// @param config no options
    /// @param context the host
    public KernelVmstatInput(KernelVmstatConfig config, PluginContext context) {}

    @Override
    public void gather(Accumulator out) throws IOException {
        vmstat.read(roots.inProc("vmstat"));
        if (series == null) {
            series = out.series("kernel_vmstat");
        }
        Row row = out.row(series);
        keys.rewind();
        while (vmstat.nextLine() && vmstat.nextWord()) {
            String key = keys.of(vmstat, out);
            row.put(key, vmstat.nextNumber());
        }
        row.emit();
    }
}
