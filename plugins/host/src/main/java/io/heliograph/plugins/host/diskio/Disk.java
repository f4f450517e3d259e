package io.heliograph.plugins.host.diskio;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.ProcFile;
import io.heliograph.plugins.host.proc.ProcFormatException;
import org.jspecify.annotations.Nullable;

/// The counters of one device at two readings.
final class Disk {
    private static final int BYTES_PER_SECTOR = 512;
    /// In the order of /proc/diskstats (the kernel's iostats.rst), times in milliseconds.
    private static final String[] FIELDS = {
        "reads", "merged_reads", "read_bytes", "read_time",
        "writes", "merged_writes", "write_bytes", "write_time",
        "iops_in_progress", "io_time", "weighted_io_time"
    };
    private static final int READS = 0;
    private static final int READ_SECTORS = 2;
    private static final int READ_TIME = 3;
    private static final int WRITES = 4;
    private static final int WRITE_SECTORS = 6;
    private static final int WRITE_TIME = 7;
    private static final int IO_TIME = 9;
    private static final int[] NEVER_FALL = {READS, WRITES, READ_TIME, WRITE_TIME, IO_TIME};

    private Device device;
    private final boolean wanted;
    private @Nullable Series series;
    private long[] before = new long[FIELDS.length];
    private long[] now = new long[FIELDS.length];
    private int readings;

    Disk(Device device, boolean wanted) {
        this.device = device;
        this.wanted = wanted;
    }

    boolean isWanted() {
        return wanted;
    }

    /// Reads the rest of a line.
    ///
    /// @return whether it has all the counters, and the device was ever used
    boolean read(ProcFile line) throws ProcFormatException {
        long[] oldest = before;
        before = now;
        now = oldest;
        long any = 0;
        for (int i = 0; i < FIELDS.length; i++) {
            if (!line.nextWord()) {
                return false;
            }
            now[i] = line.number();
            any |= now[i];
        }
        readings++;
        return any != 0;
    }

    void emit(DeviceTags tags, long elapsedMillis, Accumulator out) {
        Row row = out.row(series(tags, out)).type(ValueType.COUNTER);
        for (int i = 0; i < FIELDS.length; i++) {
            boolean sectors = i == READ_SECTORS || i == WRITE_SECTORS;
            row.putUnsigned(FIELDS[i], sectors ? now[i] * BYTES_PER_SECTOR : now[i]);
        }
        if (readings > 1 && !wentBack()) {
            putRates(row, elapsedMillis);
        }
        row.emit();
    }

    private Series series(DeviceTags tags, Accumulator out) {
        Device refreshed = tags.refreshed(device);
        Series known = series;
        if (known == null || refreshed != device) {
            device = refreshed;
            known = out.series("diskio", tags.of(refreshed));
            series = known;
        }
        return known;
    }

    private boolean wentBack() {
        for (int field : NEVER_FALL) {
            if (now[field] < before[field]) {
                return true;
            }
        }
        return false;
    }

    /// Milliseconds per request, with and without waiting, and for which share of the time the device was busy.
    private void putRates(Row row, long elapsedMillis) {
        double requests = delta(READS) + delta(WRITES);
        double busyMillis = delta(IO_TIME);
        if (requests > 0) {
            row.put("io_await", (delta(READ_TIME) + delta(WRITE_TIME)) / requests);
            row.put("io_svctm", busyMillis / requests);
        }
        if (elapsedMillis > 0) {
            row.put("io_util", 100 * busyMillis / elapsedMillis);
        }
    }

    private double delta(int field) {
        return now[field] - before[field];
    }
}
