package io.heliograph.plugins.host.diskio;

import io.heliograph.plugins.host.proc.HostRoots;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/// Which devices are reported: with patterns, those whose name or one of whose links matches; with names only, those
/// that the names lead to.
final class DeviceSelection {
    private final DiskioConfig config;
    private final HostRoots roots;
    private final boolean patterns;

    DeviceSelection(DiskioConfig config, HostRoots roots) {
        this.config = config;
        this.roots = roots;
        this.patterns = config.hasPatterns();
    }

    boolean takes(Device device) {
        if (config.devices().isEmpty()) {
            return true;
        }
        return patterns ? matches(device) : isNamed(device);
    }

    private boolean matches(Device device) {
        if (config.devices().matches(device.name())) {
            return true;
        }
        for (String link : device.links()) {
            if (!link.isEmpty() && config.devices().matches(link)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(Device device) {
        for (String name : config.devices().entries()) {
            if (resolved(name).equals(device.name())) {
                return true;
            }
        }
        return false;
    }

    /// The last part of what a name or a link below /dev leads to.
    private String resolved(String name) {
        String below = name.startsWith("/dev/") ? name.substring("/dev/".length()) : name;
        Path path = new File(roots.dev() + "/" + below).toPath();
        try {
            path = path.toRealPath();
        } catch (IOException notThere) {
            // the name itself is all there is
        }
        return String.valueOf(path.getFileName());
    }
}
