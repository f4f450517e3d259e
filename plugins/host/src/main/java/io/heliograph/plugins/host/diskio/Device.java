package io.heliograph.plugins.host.diskio;

import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.util.HashMap;
import java.util.Map;

/// A block device and what udev knows of it.
///
/// @param name the kernel's: `sda1`
/// @param number major and minor: `8:1`
/// @param udevMillis when udev's file on it last changed, since 1970; 0 where there is none
/// @param properties as `udevadm info` shows them; `DEVLINKS` are the links below /dev, with blanks between
record Device(String name, String number, long udevMillis, Map<String, String> properties) {
    /// Reads what there is to know now.
    static Device of(String name, String number, HostRoots roots) {
        File udev = udevFile(number, roots);
        long millis = udev.lastModified();
        Map<String, String> properties = new HashMap<>();
        readUdev(udev.getPath(), properties);
        readUevent(name, roots, properties);
        return new Device(name, number, millis, properties);
    }

    private static File udevFile(String number, HostRoots roots) {
        return new File(roots.run() + "/udev/data/b" + number);
    }

    private static void readUdev(String path, Map<String, String> properties) {
        StringBuilder links = new StringBuilder();
        for (String line : lines(path)) {
            if (line.startsWith("S:")) {
                links.append(links.isEmpty() ? "" : " ").append("/dev/").append(line, 2, line.length());
            } else if (line.startsWith("E:")) {
                put(line.substring(2), properties);
            }
        }
        if (!links.isEmpty()) {
            properties.put("DEVLINKS", links.toString());
        }
    }

    /// The kernel's own properties: DEVNAME and DEVTYPE.
    private static void readUevent(String name, HostRoots roots, Map<String, String> properties) {
        for (String line : lines(roots.inSys("class/block/" + name + "/uevent"))) {
            if (line.startsWith("DEVNAME=") && !line.startsWith("DEVNAME=/dev/")) {
                properties.put("DEVNAME", "/dev/" + line.substring("DEVNAME=".length()));
            } else if (line.startsWith("DEV")) {
                put(line, properties);
            }
        }
    }

    private static String[] lines(String path) {
        ProcFile file = new ProcFile();
        return file.readIfThere(path) ? file.text().split("\n") : new String[0];
    }

    private static void put(String property, Map<String, String> properties) {
        int equals = property.indexOf('=');
        if (equals > 0) {
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
    }

    /// The links to it, without /dev.
    String[] links() {
        return properties.getOrDefault("DEVLINKS", "").replace("/dev/", "").split(" ");
    }

    /// Whether udev has changed its mind since.
    boolean isStale(HostRoots roots) {
        return udevFile(number, roots).lastModified() != udevMillis;
    }
}
