package io.heliograph.plugins.host.net;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;

/// A network interface.
final class NetInterface {
    private static final long FLAG_UP = 0x1;
    private static final long FLAG_LOOPBACK = 0x8;
    /// The columns of /proc/net/dev: 8 for what comes in, 8 for what goes out.
    private static final String[] COLUMNS = {
        "bytes_recv",
        "packets_recv",
        "err_in",
        "drop_in",
        "",
        "",
        "",
        "",
        "bytes_sent",
        "packets_sent",
        "err_out",
        "drop_out"
    };

    private final String name;
    private final String flagsPath;
    private final String speedPath;
    private final Series series;

    NetInterface(String name, HostRoots roots, Accumulator out) {
        this.name = name;
        this.flagsPath = roots.inSys("class/net/" + name + "/flags");
        this.speedPath = roots.inSys("class/net/" + name + "/speed");
        this.series = out.series("net", "interface", name);
    }

    String name() {
        return name;
    }

    /// @param ifUnknown the answer where /sys does not know the interface
    boolean isUpAndNotLoopback(ProcFile file, boolean ifUnknown) {
        if (!file.readIfThere(flagsPath)) {
            return ifUnknown;
        }
        try {
            long flags = Long.decode(file.text());
            return (flags & FLAG_UP) != 0 && (flags & FLAG_LOOPBACK) == 0;
        } catch (NumberFormatException notFlags) {
            return ifUnknown;
        }
    }

    /// Emits the rest of its line.
    void emit(ProcFile line, ProcFile file, Accumulator out) throws IOException {
        Row row = out.row(series).type(ValueType.COUNTER);
        for (String column : COLUMNS) {
            long value = line.nextNumber();
            if (!column.isEmpty()) {
                row.putUnsigned(column, value);
            }
        }
        row.put("speed", speed(file));
        row.emit();
    }

    /// In Mbit/s; -1 where it is unknown, as it is for most virtual interfaces and for those that are down.
    private long speed(ProcFile file) throws IOException {
        boolean told = file.readIfThere(speedPath) && file.nextLine() && file.nextWord() && file.wordIsNumber();
        return told ? file.number() : -1;
    }
}
