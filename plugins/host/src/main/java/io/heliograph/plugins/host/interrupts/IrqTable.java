package io.heliograph.plugins.host.interrupts;

import io.heliograph.api.Accumulator;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file of interrupts: a line with the processors, and then one for each source.
final class IrqTable {
    private final String measurement;
    private final String path;
    private final ProcFile file = new ProcFile();
    private final Irqs irqs = new Irqs();
    private int processors;

    IrqTable(String measurement, String path) {
        this.measurement = measurement;
        this.path = path;
    }

    private final class Irqs extends Memo<Irq> {
        @Override
        protected Irq make(String word, Accumulator out) {
            return new Irq(measurement, word);
        }
    }

    /// Reads the file.
    void open() throws IOException {
        file.read(path);
        irqs.rewind();
        processors = 0;
        if (!file.nextLine() || !file.nextWord() || !file.wordStarts("CPU")) {
            throw file.problem("the first line should name the processors, as in 'CPU0 CPU1'");
        }
        do {
            processors++;
        } while (file.nextWord());
    }

    /// The next source of interrupts, or null after the last.
    @Nullable
    Irq next(Accumulator out) throws IOException {
        while (file.nextLine()) {
            if (file.nextWord() && file.lastByte() == ':') {
                file.cutWordAtLast(':');
                Irq irq = irqs.of(file, out);
                if (irq.read(file, processors)) {
                    return irq;
                }
            }
        }
        return null;
    }
}
