package io.heliograph.plugins.host.slab;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads /proc/slabinfo, which only root may: the size of each cache is its number of objects times their size.
public final class SlabInput implements Input {
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile slabinfo = new ProcFile();
    private final SizeFields fields = new SizeFields();
    private @Nullable Series series;

    /// @param config no options
    /// @param context the host
    public SlabInput(SlabConfig config, PluginContext context) {}

    private static final class SizeFields extends Memo<String> {
        @Override
        protected String make(String word, Accumulator out) {
            return word.toLowerCase(Locale.ROOT).replace('-', '_') + "_size";
        }
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        slabinfo.read(roots.inProc("slabinfo"));
        slabinfo.nextLine(); // slabinfo - version: 2.1
        slabinfo.nextLine(); // # name <active_objs> <num_objs> <objsize> …
        if (series == null) {
            series = out.series("slab");
        }
        Row row = out.row(series).type(ValueType.GAUGE);
        fields.rewind();
        while (slabinfo.nextLine() && slabinfo.nextWord()) {
            String field = fields.of(slabinfo, out);
            slabinfo.nextWord();
            row.put(field, slabinfo.nextNumber() * slabinfo.nextNumber());
        }
        row.emit();
    }
}
