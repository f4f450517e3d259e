package io.heliograph.plugins.host.processes;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts processes by their state, and their threads, from /proc/[pid]/stat.
public final class ProcessesInput implements Input {
    /// From the state on, num_threads is the 18th word.
    private static final int WORDS_TO_THREADS = 16;

    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile stat = new ProcFile();
    private final long[] counts = new long[ProcessState.count()];
    private long total;
    private long threads;
    private @Nullable Series series;

    /// @param config no option with a meaning
    /// @param context the host
    public ProcessesInput(ProcessesConfig config, PluginContext context) {}

    @Override
    public void gather(Accumulator out) throws IOException {
        String[] names = new File(roots.proc()).list();
        if (names == null) {
            throw new IOException(roots.proc() + ": cannot be listed");
        }
        Arrays.fill(counts, 0);
        total = 0;
        threads = 0;
        for (String name : names) {
            if (isPid(name)) {
                count(name);
            }
        }
        emit(out);
    }

    private static boolean isPid(String name) {
        return name.charAt(0) >= '0' && name.charAt(0) <= '9';
    }

    /// A process that ends meanwhile is not counted. Its command may hold anything, so the last `)` ends it.
    private void count(String pid) throws IOException {
        if (!stat.readIfThere(roots.inProc(pid + "/stat")) || !stat.nextLine()) {
            return;
        }
        if (stat.skipPastLast(')') && stat.nextWord()) {
            counts[ProcessState.of(stat.firstByte()).ordinal()]++;
            total++;
            if (stat.skipWords(WORDS_TO_THREADS)) {
                threads += stat.number();
            }
        }
    }

    private void emit(Accumulator out) {
        if (series == null) {
            series = out.series("processes");
        }
        Row row = out.row(series).type(ValueType.GAUGE);
        for (int state = 0; state < counts.length; state++) {
            // as in Telegraf, parked threads are a field only where there are any
            if (counts[state] > 0 || state != ProcessState.PARKED.ordinal()) {
                row.put(ProcessState.at(state).field(), counts[state]);
            }
        }
        row.put("total", total);
        row.put("total_threads", threads);
        row.emit();
    }
}
