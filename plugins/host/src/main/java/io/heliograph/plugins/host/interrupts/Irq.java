package io.heliograph.plugins.host.interrupts;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Series;
import io.heliograph.api.TagSet;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One source of interrupts: its counts, one for each processor, and its series.
final class Irq {
    private final String measurement;
    private final String id;
    private String description = "";
    private TagSet tags;
    private long[] counts = new long[0];
    private @Nullable Series series;
    private @Nullable Series[] seriesByCpu = new Series[0];

    Irq(String measurement, String id) {
        this.measurement = measurement;
        this.id = id;
        this.tags = TagSet.of("irq", id);
    }

    /// Reads what follows the id on its line: a count for each processor, and what the interrupt is. Some have one
    /// count.
    ///
    /// @return whether these are counts; `FIQ: usb_fiq` has none
    boolean read(ProcFile line, int processors) throws IOException {
        long[] read = counts.length == processors ? counts : new long[processors];
        int count = 0;
        while (count < processors && line.nextWord()) {
            if (!line.wordIsNumber()) {
                return false;
            }
            read[count++] = line.number();
        }
        counts = count == processors ? read : Arrays.copyOf(read, count);
        describe(count == processors ? line.rest() : "");
        return true;
    }

    private void describe(String text) {
        if (text.equals(description)) {
            return;
        }
        description = text;
        series = null;
        seriesByCpu = new Series[0];
        String[] words = text.strip().split("[ \t]+");
        boolean isDevice = id.chars().allMatch(Character::isDigit);
        String all = String.join(" ", words);
        String type = isDevice ? words[0] : all;
        String device = isDevice ? all.substring(words[0].length()).strip() : "";
        tags = TagSet.of("irq", id, "type", type, "device", device);
    }

    int processors() {
        return counts.length;
    }

    long count(int cpu) {
        return counts[cpu];
    }

    long total() {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        return total;
    }

    Series series(Accumulator out) {
        if (series == null) {
            series = out.series(measurement, tags);
        }
        return series;
    }

    Series series(int cpu, Accumulator out) {
        if (seriesByCpu.length != counts.length) {
            seriesByCpu = new Series[counts.length];
        }
        Series known = seriesByCpu[cpu];
        if (known == null) {
            known = out.series(measurement, tags.with("cpu", "cpu" + cpu));
            seriesByCpu[cpu] = known;
        }
        return known;
    }
}
