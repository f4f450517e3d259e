package io.heliograph.plugins.host.conntrack;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.plugins.host.conntrack.ConntrackConfig.Statistics;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.IOException;

/// Reads how full the connection tracking table is and, where asked, what became of packets that were looked up in it.
public final class ConntrackInput implements Input {
    private final ConntrackConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();

    /// @param config the options
    /// @param context the host
    public ConntrackInput(ConntrackConfig config, PluginContext context) {
        this.config = config;
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        if (!config.collect().isEmpty()) {
            gatherStatistics(out);
        }
        Row row = out.row(out.series("conntrack"));
        boolean any = false;
        for (String folder : config.dirs()) {
            any |= putFiles(folder.startsWith("/") ? folder : roots.inProc(folder), row, out);
        }
        if (!any) {
            throw new IOException("no conntrack file in " + config.dirs() + "; is the module nf_conntrack loaded?");
        }
        row.emit();
    }

    private boolean putFiles(String folder, Row row, Accumulator out) {
        boolean any = false;
        for (String name : config.files()) {
            String path = folder + "/" + name;
            int underscore = name.indexOf('_');
            if (underscore >= 0 && new File(path).exists()) {
                any |= put("ip_" + name.substring(underscore + 1), path, row, out);
            }
        }
        return any;
    }

    private boolean put(String field, String path, Row row, Accumulator out) {
        try {
            row.put(field, (double) file.numberIn(path));
            return true;
        } catch (IOException unreadable) {
            out.error(unreadable);
            return false;
        }
    }

    private void gatherStatistics(Accumulator out) {
        try {
            ConntrackStatistics statistics = ConntrackStatistics.read(file, roots.inProc("net/stat/nf_conntrack"));
            for (Statistics which : config.collect()) {
                statistics.emit(which, out);
            }
        } catch (IOException unreadable) {
            out.error(unreadable);
        }
    }
}
