package io.heliograph.plugins.host.system;

import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which distribution and kernel this is: /etc/os-release (os-release(5)), with the point release of
/// /etc/debian_version, and /proc/sys/kernel/osrelease. Names are those of gopsutil.
final class OsRelease implements CachedFields.Source {
    private final HostRoots roots;
    private final ProcFile file = new ProcFile();

    OsRelease(HostRoots roots) {
        this.roots = roots;
    }

    @Override
    public Map<String, String> read() {
        String platform = "";
        String like = "";
        String version = "";
        for (String line : textOf(roots.etc() + "/os-release").split("\n")) {
            int equals = line.indexOf('=');
            String value = unquoted(line.substring(equals + 1));
            switch (equals < 0 ? "" : line.substring(0, equals)) {
                case "ID" -> platform = value;
                case "ID_LIKE" -> like = value;
                case "VERSION_ID" -> version = value;
                default -> {}
            }
        }
        if (platform.equals("debian")) {
            String point = textOf(roots.etc() + "/debian_version");
            version = point.isEmpty() ? version : point;
        }
        return fields(platform.equals("rhel") ? "redhat" : platform, family(platform, like), version);
    }

    private Map<String, String> fields(String platform, String family, String version) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("os", "linux");
        fields.put("arch", machine(System.getProperty("os.arch", "")));
        fields.put("platform", platform);
        fields.put("platform_family", family);
        fields.put("platform_version", version);
        fields.put("kernel_version", textOf(roots.inProc("sys/kernel/osrelease")));
        return fields;
    }

    private String textOf(String path) {
        return file.readIfThere(path) ? file.text() : "";
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /// As `uname -m` has it.
    private static String machine(String javaArchitecture) {
        return javaArchitecture.equals("amd64") ? "x86_64" : javaArchitecture;
    }

    private static String family(String platform, String like) {
        for (String name : (platform + " " + like).split(" ")) {
            switch (name) {
                case "debian", "ubuntu" -> {
                    return "debian";
                }
                case "rhel", "centos", "rocky", "almalinux", "ol", "amzn" -> {
                    return "rhel";
                }
                case "suse", "opensuse" -> {
                    return "suse";
                }
                case "fedora", "arch", "alpine", "gentoo", "slackware" -> {
                    return name;
                }
                default -> {}
            }
        }
        return "unknown";
    }
}
