package io.heliograph.plugins.host.system;

import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// How many processors and cores there are. They come and go rarely and /proc/cpuinfo is long, so it is read once a
/// minute.
final class CpuCounts {
    private static final long KEPT_NANOS = 60_000_000_000L;

    private final HostRoots roots;
    private final PluginContext context;
    private final ProcFile file = new ProcFile();
    private long logical;
    private long cores;
    private long readAtNanos;

    CpuCounts(HostRoots roots, PluginContext context) {
        this.roots = roots;
        this.context = context;
    }

    void put(Row row) throws IOException {
        long now = context.epochNanos();
        if (logical == 0 || now - readAtNanos >= KEPT_NANOS || now < readAtNanos) {
            read();
            readAtNanos = now;
        }
        row.put("n_cpus", logical);
        row.put("n_physical_cpus", cores);
    }

    private void read() throws IOException {
        CpuTopology info = CpuTopology.EMPTY;
        if (file.readIfThere(roots.inProc("cpuinfo"))) {
            info = CpuTopology.parse(file.text());
        }
        logical = info.processors() > 0 ? info.processors() : processorsInStat();
        long inSys = coresInSys();
        cores = inSys > 0 ? inSys : info.cores();
    }

    private long processorsInStat() throws IOException {
        long lines = -1; // the first is the sum of all
        file.read(roots.inProc("stat"));
        while (file.nextLine() && file.nextWord() && file.wordStarts("cpu")) {
            lines++;
        }
        return Math.max(lines, 0);
    }

    /// The number of different lists of threads that share a core.
    private long coresInSys() {
        String folder = roots.inSys("devices/system/cpu/");
        String[] names = new File(folder).list();
        Set<String> threads = new HashSet<>();
        for (String name : names == null ? new String[0] : names) {
            if (name.startsWith("cpu") && name.length() > 3 && Character.isDigit(name.charAt(3))) {
                addThreads(folder + name + "/topology/", threads);
            }
        }
        return threads.size();
    }

    /// The second name is that of kernels before 5.3.
    private void addThreads(String topology, Set<String> threads) {
        if (file.readIfThere(topology + "core_cpus_list") || file.readIfThere(topology + "thread_siblings_list")) {
            threads.add(file.text());
        }
    }
}
