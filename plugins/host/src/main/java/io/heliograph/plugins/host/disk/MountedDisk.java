package io.heliograph.plugins.host.disk;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.IOException;
import java.util.List;

/// A mount, and what it is reported as.
///
/// @param point where it is mounted, as the file says
/// @param path the same as the agent sees it, to ask for its usage; empty where it is not reported
/// @param series its identity
record MountedDisk(String point, String path, Series series) {
    private static final Series NONE = Series.of("");

    /// A mount that is not reported.
    static MountedDisk unwanted(String point) {
        return new MountedDisk(point, "", NONE);
    }

    static MountedDisk of(Mount mount, HostRoots roots, Accumulator out) {
        String prefix = roots.mountPrefix();
        String device = device(mount, roots);
        Series series = out.series(
                "disk",
                "path",
                withoutPrefix(mount.point(), prefix),
                "device",
                device.replace("/dev/", ""),
                "fstype",
                mount.type(),
                "mode",
                mount.mode(),
                "label",
                label(device, roots));
        boolean seenByUs = mount.point().startsWith(prefix);
        String path = new File(seenByUs ? mount.point() : prefix + mount.point()).getPath();
        return new MountedDisk(mount.point(), path, series);
    }

    /// Whether the mount prefix made its path that of another mount, which is reported itself.
    boolean isShadowed(List<MountedDisk> all) {
        if (path.equals(point)) {
            return false;
        }
        for (MountedDisk other : all) {
            if (other.point().equals(path)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutPrefix(String point, String prefix) {
        String shorter = point.startsWith(prefix) ? point.substring(prefix.length()) : point;
        return shorter.startsWith("/") ? shorter : "/" + shorter;
    }

    /// The kernel's name of the device: `dm-0` for what `/dev/mapper` calls `vg-root`, and the disk for `/dev/root`.
    private static String device(Mount mount, HostRoots roots) {
        String source = mount.source();
        try {
            if (source.startsWith("/dev/mapper/")) {
                return new File(roots.dev() + source.substring("/dev".length()))
                        .toPath()
                        .toRealPath()
                        .toString();
            }
            if (source.equals("/dev/root")) {
                File block = new File(roots.inSys("dev/block/" + mount.deviceNumber()));
                return "/dev/" + block.toPath().toRealPath().getFileName();
            }
        } catch (IOException unknown) {
            return source;
        }
        return source;
    }

    /// What the device mapper calls it; empty for another device.
    private static String label(String device, HostRoots roots) {
        ProcFile name = new ProcFile();
        String path = roots.inSys("block/" + device.replace("/dev/", "") + "/dm/name");
        return name.readIfThere(path) ? name.text() : "";
    }
}
