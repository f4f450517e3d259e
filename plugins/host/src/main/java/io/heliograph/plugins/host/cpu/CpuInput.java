package io.heliograph.plugins.host.cpu;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;

/// Reads /proc/stat, and computes what share of the time since the last reading went where.
public final class CpuInput implements Input {
    private final CpuConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile stat = new ProcFile();
    private final CpuTopology topology = new CpuTopology(roots);
    private final Processors processors = new Processors();

    /// @param config the options
    /// @param context the host
    public CpuInput(CpuConfig config, PluginContext context) {
        this.config = config;
    }

    private final class Processors extends Memo<CpuTimes> {
        @Override
        protected CpuTimes make(String word, Accumulator out) {
            String cpu = word.equals("cpu") ? "cpu-total" : word;
            TagSet tags = TagSet.of("cpu", cpu);
            Series series = out.series("cpu", config.coreTags() ? tags.and(topology.tags(word)) : tags);
            return new CpuTimes(series);
        }
    }

    @Override
    public void open() {
        if (config.coreTags()) {
            topology.read();
        }
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        stat.read(roots.inProc("stat"));
        processors.rewind();
        while (stat.nextLine() && stat.nextWord() && stat.wordStarts("cpu")) {
            if (stat.wordIs("cpu") ? config.totalcpu() : config.percpu()) {
                CpuTimes times = processors.of(stat, out);
                times.read(stat);
                emit(times, out);
            }
        }
    }

    private void emit(CpuTimes times, Accumulator out) {
        if (config.collectCpuTime()) {
            Row row = out.row(times.series()).type(ValueType.COUNTER);
            times.putTime(row, config.reportActive());
            row.emit();
        }
        if (times.hasUsage()) {
            Row row = out.row(times.series()).type(ValueType.GAUGE);
            times.putUsage(row, config.reportActive());
            row.emit();
        } else if (times.wentBack()) {
            out.error(new IOException("the times of " + times.series().tag("cpu") + " went back: no usage this time"));
        }
    }
}
