package io.heliograph.plugins.host.kernel;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Pressure stall information: how much of the time some or all tasks waited for a resource.
final class Pressure {
    private static final String[] RESOURCES = {"cpu", "memory", "io"};
    private static final String[] TYPES = {"some", "full"};

    private final HostRoots roots;
    private final ProcFile file = new ProcFile();
    private final @Nullable Series[][] series = new Series[RESOURCES.length][TYPES.length];

    Pressure(HostRoots roots) {
        this.roots = roots;
    }

    void gather(Accumulator out) {
        for (int resource = 0; resource < RESOURCES.length; resource++) {
            try {
                gather(resource, out);
            } catch (IOException unreadable) {
                out.error(unreadable);
            }
        }
    }

    private void gather(int resource, Accumulator out) throws IOException {
        file.read(roots.inProc("pressure/" + RESOURCES[resource]));
        while (file.nextLine() && file.nextWord()) {
            int type = file.wordIs(TYPES[0]) ? 0 : 1;
            // "full" of the processors is always zero, and left out as in Telegraf
            if (type == 0 || resource > 0) {
                emit(seriesOf(resource, type, out), out);
            }
        }
    }

    private Series seriesOf(int resource, int type, Accumulator out) {
        Series known = series[resource][type];
        if (known == null) {
            known = out.series("pressure", "resource", RESOURCES[resource], "type", TYPES[type]);
            series[resource][type] = known;
        }
        return known;
    }

    /// A line goes on `avg10=38.95 avg60=15.05 avg300=10.32 total=763147862`, with the total in microseconds.
    private void emit(Series of, Accumulator out) throws IOException {
        double avg10 = value();
        double avg60 = value();
        double avg300 = value();
        file.nextWord();
        file.cutWordAtLast('=');
        long total = file.nextNumber();
        out.row(of).type(ValueType.COUNTER).putUnsigned("total", total).emit();
        out.row(of)
                .type(ValueType.GAUGE)
                .put("avg10", avg10)
                .put("avg60", avg60)
                .put("avg300", avg300)
                .emit();
    }

    private double value() throws IOException {
        file.nextWord();
        file.cutWordAtLast('=');
        return file.nextDouble();
    }
}
