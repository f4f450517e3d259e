package io.heliograph.plugins.host.conntrack;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.conntrack.ConntrackConfig.Statistics;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The lines of /proc/net/stat/nf_conntrack, one for each processor, of 17 hexadecimal numbers. Newer kernels give some
/// columns other names; the fields keep the old ones, as in Telegraf.
///
/// @param processors the numbers of each processor
record ConntrackStatistics(List<long[]> processors) {
    private static final String[] FIELDS = {
        "entries",
        "searched",
        "found",
        "new",
        "invalid",
        "ignore",
        "delete",
        "delete_list",
        "insert",
        "insert_failed",
        "drop",
        "early_drop",
        "icmp_error",
        "expect_new",
        "expect_create",
        "expect_delete",
        "search_restart"
    };

    static ConntrackStatistics read(ProcFile file, String path) throws IOException {
        List<long[]> processors = new ArrayList<>();
        file.read(path);
        file.nextLine();
        while (file.nextLine()) {
            long[] numbers = new long[FIELDS.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = file.nextHex();
            }
            processors.add(numbers);
        }
        return new ConntrackStatistics(processors);
    }

    void emit(Statistics which, Accumulator out) {
        switch (which) {
            case ALL -> emit("all", together(), out);
            case PERCPU -> {
                for (int cpu = 0; cpu < processors.size(); cpu++) {
                    emit("cpu" + cpu, processors.get(cpu), out);
                }
            }
        }
    }

    /// The sum, but for the entries: each processor's line says how many there are in all.
    private long[] together() {
        long[] sum = new long[FIELDS.length];
        for (long[] numbers : processors) {
            sum[0] = numbers[0];
            for (int i = 1; i < sum.length; i++) {
                sum[i] += numbers[i];
            }
        }
        return sum;
    }

    private static void emit(String cpu, long[] numbers, Accumulator out) {
        Row row = out.row(out.series("conntrack", "cpu", cpu)).type(ValueType.COUNTER);
        for (int i = 0; i < FIELDS.length; i++) {
            row.putUnsigned(FIELDS[i], numbers[i]);
        }
        row.emit();
    }
}
