package io.heliograph.plugins.host.disk;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what is mounted from /proc/1/mountinfo, or /proc/self/mountinfo where that is not to be read, and asks each
/// file system how full it is.
public final class DiskInput implements Input {
    private final DiskConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile mountinfo = new ProcFile();
    private final Mounts mounts = new Mounts();
    private final List<MountedDisk> disks = new ArrayList<>();
    private @Nullable StatVfs statvfs;

    /// @param config the options
    /// @param context the host
    public DiskInput(DiskConfig config, PluginContext context) {
        this.config = config;
    }

    /// Finding the C library's function takes a few ten milliseconds, so it is not done where plugins are made.
    @Override
    public void open() {
        statvfs = new StatVfs();
    }

    private final class Mounts extends Memo<MountedDisk> {
        @Override
        protected MountedDisk make(String line, Accumulator out) {
            Mount mount = Mount.parse(line);
            if (mount == null) {
                return MountedDisk.unwanted("");
            }
            return config.wants(mount) ? MountedDisk.of(mount, roots, out) : MountedDisk.unwanted(mount.point());
        }
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        if (!mountinfo.readIfThere(roots.inProc("1/mountinfo"))) {
            mountinfo.read(roots.inProc("self/mountinfo"));
        }
        StatVfs ask = Objects.requireNonNull(statvfs, "not open");
        mounts.rewind();
        disks.clear();
        while (mountinfo.nextLine()) {
            mountinfo.takeLine();
            disks.add(mounts.of(mountinfo, out));
        }
        for (int i = 0; i < disks.size(); i++) {
            MountedDisk disk = disks.get(i);
            if (!disk.path().isEmpty() && !disk.isShadowed(disks)) {
                emit(disk, ask, out);
            }
        }
    }

    private static void emit(MountedDisk disk, StatVfs statvfs, Accumulator out) {
        FileSystemUsage usage = statvfs.of(disk.path());
        if (usage == null || usage.totalBytes() == 0) {
            return; // not to be seen by us, or no disk
        }
        Row row = out.row(disk.series())
                .type(ValueType.GAUGE)
                .putUnsigned("total", usage.totalBytes())
                .putUnsigned("free", usage.freeBytes())
                .putUnsigned("used", usage.usedBytes())
                .put("used_percent", usage.usedPercent());
        if (usage.inodes() >= 0) {
            row.putUnsigned("inodes_total", usage.inodes())
                    .putUnsigned("inodes_free", usage.freeInodes())
                    .putUnsigned("inodes_used", usage.usedInodes())
                    .put("inodes_used_percent", usage.usedInodesPercent());
        }
        row.emit();
    }
}
