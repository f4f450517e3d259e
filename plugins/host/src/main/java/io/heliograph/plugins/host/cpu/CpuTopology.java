package io.heliograph.plugins.host.cpu;

import io.heliograph.api.TagSet;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which core and which package each processor is in: /proc/cpuinfo, and /sys where it does not say (on ARM, say).
final class CpuTopology {
    private final HostRoots roots;
    private final ProcFile file = new ProcFile();
    private final Map<String, TagSet> tags = new HashMap<>();

    CpuTopology(HostRoots roots) {
        this.roots = roots;
    }

    /// The tags `core_id` and `physical_id` of a processor such as `cpu0`, as far as they are known.
    TagSet tags(String cpu) {
        return tags.getOrDefault(cpu, TagSet.EMPTY);
    }

    /// Reads them all.
    void read() {
        if (!file.readIfThere(roots.inProc("cpuinfo"))) {
            return;
        }
        String cpu = "";
        for (String line : file.text().split("\n", -1)) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "processor" -> {
                    cpu = "cpu" + value;
                    tags.put(cpu, TagSet.EMPTY);
                }
                case "core id" -> put(cpu, "core_id", value);
                case "physical id" -> put(cpu, "physical_id", value);
                default -> {}
            }
        }
        completeFromSys();
    }

    private void completeFromSys() {
        for (String cpu : List.copyOf(tags.keySet())) {
            complete(cpu, "core_id", "core_id");
            complete(cpu, "physical_id", "physical_package_id");
        }
    }

    private void put(String cpu, String tag, String value) {
        tags.merge(cpu, TagSet.of(tag, value), TagSet::and);
    }

    private void complete(String cpu, String tag, String name) {
        TagSet known = tags(cpu);
        if (!known.has(tag) && file.readIfThere(roots.inSys("devices/system/cpu/" + cpu + "/topology/" + name))) {
            tags.put(cpu, known.with(tag, file.text()));
        }
    }
}
