package io.heliograph.plugins.host.interrupts;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.plugins.host.proc.HostRoots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads /proc/interrupts and /proc/softirqs.
public final class InterruptsInput implements Input {
    private final boolean cpuAsTag;
    private final IrqTable hard;
    private final IrqTable soft;
    private final List<String> cpuFields = new ArrayList<>();

    /// @param config the options
    /// @param context the host
    public InterruptsInput(InterruptsConfig config, PluginContext context) {
        HostRoots roots = HostRoots.ofEnvironment();
        this.cpuAsTag = config.cpuAsTag();
        this.hard = new IrqTable("interrupts", roots.inProc("interrupts"));
        this.soft = new IrqTable("soft_interrupts", roots.inProc("softirqs"));
    }

    @Override
    public void gather(Accumulator out) {
        gather(hard, out);
        gather(soft, out);
    }

    private void gather(IrqTable table, Accumulator out) {
        try {
            table.open();
            for (Irq irq = table.next(out); irq != null; irq = table.next(out)) {
                emit(irq, out);
            }
        } catch (IOException unreadable) {
            out.error(unreadable);
        }
    }

    private void emit(Irq irq, Accumulator out) {
        if (cpuAsTag) {
            for (int cpu = 0; cpu < irq.processors(); cpu++) {
                out.row(irq.series(cpu, out)).put("count", irq.count(cpu)).emit();
            }
            return;
        }
        Row row = out.row(irq.series(out)).put("total", irq.total());
        for (int cpu = 0; cpu < irq.processors(); cpu++) {
            row.put(cpuField(cpu), irq.count(cpu));
        }
        row.emit();
    }

    private String cpuField(int cpu) {
        while (cpuFields.size() <= cpu) {
            cpuFields.add("CPU" + cpuFields.size());
        }
        return cpuFields.get(cpu);
    }
}
