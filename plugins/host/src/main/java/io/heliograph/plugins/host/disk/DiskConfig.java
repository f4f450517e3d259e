package io.heliograph.plugins.host.disk;

import io.heliograph.api.Option;
import java.util.List;

/// Options of the input `disk`.
public record DiskConfig(
        @Option(
                doc = "The mount points to report; all where the list is empty.",
                example = "[\"/\", \"/home\"]",
                aliases = "mountpoints")
        List<String> mountPoints,

        @Option(
                doc = "Types of file systems to leave out. `autofs` always is, and so is what has no size: /proc, "
                        + "/sys and their like.",
                example = "[\"tmpfs\", \"devtmpfs\", \"devfs\", \"iso9660\", \"overlay\", \"aufs\", \"squashfs\"]")
        List<String> ignoreFs,

        @Option(
                doc = "Mount options whose mount points are left out, as the command `mount` shows them; `bind` "
                        + "stands for bind mounts.",
                example = "[\"bind\"]")
        List<String> ignoreMountOpts) {

    /// Takes copies.
    public DiskConfig {
        mountPoints = List.copyOf(mountPoints);
        ignoreFs = List.copyOf(ignoreFs);
        ignoreMountOpts = List.copyOf(ignoreMountOpts);
    }

    boolean wants(Mount mount) {
        if (!mountPoints.isEmpty() && !mountPoints.contains(mount.point())) {
            return false;
        }
        for (String option : mount.options()) {
            if (ignoreMountOpts.contains(option)) {
                return false;
            }
        }
        return !ignoreFs.contains(mount.type()) && !mount.type().equals("autofs");
    }
}
