package io.heliograph.plugins.host.system;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.api.ValueType;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import io.heliograph.plugins.host.system.SystemConfig.Part;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads load, processors, users and uptime, and what system this is.
public final class SystemInput implements Input {
    private final Set<Part> parts;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();
    private final CpuCounts cpus;
    private final LoggedInUsers users = new LoggedInUsers(roots);
    private final CachedFields os;
    private final CachedFields dmi;
    private @Nullable Series series;

    /// @param config the options
    /// @param context the host
    public SystemInput(SystemConfig config, PluginContext context) {
        this.parts = config.parts();
        this.cpus = new CpuCounts(roots, context);
        this.os = new CachedFields(new OsRelease(roots), config.osCacheTtl(), context);
        this.dmi = new CachedFields(new Dmi(roots), config.dmiCacheTtl(), context);
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        if (series == null) {
            series = out.series("system");
        }
        if (parts.contains(Part.LEGACY)) {
            emitLegacy(series, out);
        }
        if (parts.size() > (parts.contains(Part.LEGACY) ? 1 : 0)) {
            emitParts(series, out);
        }
    }

    private void emitLegacy(Series system, Accumulator out) throws IOException {
        Row row = out.row(system).type(ValueType.GAUGE);
        putLoad(row);
        users.put(row);
        cpus.put(row);
        row.emit();
        long uptime = uptimeSeconds();
        out.row(system).type(ValueType.COUNTER).putUnsigned("uptime", uptime).emit();
        out.row(system).put("uptime_format", format(uptime)).emit();
    }

    private void emitParts(Series system, Accumulator out) throws IOException {
        Row row = out.row(system);
        for (Part part : parts) {
            put(part, row);
        }
        row.emit();
    }

    private void put(Part part, Row row) throws IOException {
        switch (part) {
            case CPUS -> cpus.put(row);
            case DMI -> dmi.put(row);
            case LEGACY -> {} // has rows of its own
            case LOAD -> putLoad(row);
            case OS -> os.put(row);
            case UPTIME -> row.putUnsigned("uptime", uptimeSeconds());
            case USERS -> users.put(row);
        }
    }

    private void putLoad(Row row) throws IOException {
        file.read(roots.inProc("loadavg"));
        file.nextLine();
        row.put("load1", file.nextDouble());
        row.put("load5", file.nextDouble());
        row.put("load15", file.nextDouble());
    }

    private long uptimeSeconds() throws IOException {
        file.read(roots.inProc("uptime"));
        file.nextLine();
        return (long) file.nextDouble();
    }

    /// For example `14 days, 11:07`.
    static String format(long uptimeSeconds) {
        long minutes = uptimeSeconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        StringBuilder text = new StringBuilder();
        if (days > 0) {
            text.append(days).append(days > 1 ? " days, " : " day, ");
        }
        text.append(hours % 24 < 10 ? " " : "").append(hours % 24);
        return text.append(minutes % 60 < 10 ? ":0" : ":").append(minutes % 60).toString();
    }
}
