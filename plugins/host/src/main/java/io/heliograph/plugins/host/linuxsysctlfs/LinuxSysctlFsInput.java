package io.heliograph.plugins.host.linuxsysctlfs;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the numbers of /proc/sys/fs. What a kernel does not have is left out.
public final class LinuxSysctlFsInput implements Input {
    /// Each file, and the field of each of its words; an empty one is not reported.
    private static final String[][] FILES = {
        {"aio-nr", "aio-nr"},
        {"aio-max-nr", "aio-max-nr"},
        {"dquot-nr", "dquot-nr"},
        {"dquot-max", "dquot-max"},
        {"super-nr", "super-nr"},
        {"super-max", "super-max"},
        {"inode-state", "inode-nr", "inode-free-nr", "inode-preshrink-nr"},
        {"dentry-state", "dentry-nr", "dentry-unused-nr", "dentry-age-limit", "dentry-want-pages"},
        {"file-nr", "file-nr", "", "file-max"},
    };

    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();
    private @Nullable Series series;

    /// @param config no options
    /// @param context the host
    public LinuxSysctlFsInput(LinuxSysctlFsConfig config, PluginContext context) {}

    @Override
    public void gather(Accumulator out) throws IOException {
        if (series == null) {
            series = out.series("linux_sysctl_fs");
        }
        Row row = out.row(series);
        for (String[] fields : FILES) {
            if (file.readIfThere(roots.inProc("sys/fs/" + fields[0])) && file.nextLine()) {
                put(row, fields);
            }
        }
        row.emit();
    }

    private void put(Row row, String[] fields) throws IOException {
        for (int i = 1; i < fields.length && file.nextWord(); i++) {
            if (!fields[i].isEmpty()) {
                row.putUnsigned(fields[i], file.number());
            }
        }
    }
}
