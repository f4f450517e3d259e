package io.heliograph.plugins.host.system;

import java.util.HashMap;
import java.util.Map;

/// What /proc/cpuinfo counts.
///
/// @param processors logical ones
/// @param cores of all packages; 0 where the file does not say
record CpuTopology(long processors, long cores) {
    static final CpuTopology EMPTY = new CpuTopology(0, 0);

    static CpuTopology parse(String text) {
        long processors = 0;
        String physicalId = "";
        Map<String, Long> coresByPackage = new HashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            String key = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (key) {
                case "processor" -> processors++;
                case "physical id" -> physicalId = value;
                case "cpu cores" -> coresByPackage.put(physicalId, Long.valueOf(value));
                default -> {}
            }
        }
        long cores = 0;
        for (long of : coresByPackage.values()) {
            cores += of;
        }
        return new CpuTopology(processors, cores);
    }
}
