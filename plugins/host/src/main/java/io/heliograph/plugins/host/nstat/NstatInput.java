package io.heliograph.plugins.host.nstat;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the counters of network protocols that the command `nstat` shows.
public final class NstatInput implements Input {
    private final NstatConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();
    private final PairedTable netstatTable;
    private final PairedTable snmpTable;
    private final Memo.Keys keys = new Memo.Keys();
    private @Nullable Series netstat;
    private @Nullable Series snmp;
    private @Nullable Series snmp6;

    /// @param config the options
    /// @param context the host
    public NstatInput(NstatConfig config, PluginContext context) {
        this.config = config;
        this.netstatTable = new PairedTable(config.dumpZeros());
        this.snmpTable = new PairedTable(config.dumpZeros());
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        netstat = netstat == null ? out.series("nstat", "name", "netstat") : netstat;
        gather(netstat, netstatTable, path(config.procNetNetstat(), "PROC_NET_NETSTAT", "net/netstat"), out);
        snmp = snmp == null ? out.series("nstat", "name", "snmp") : snmp;
        gather(snmp, snmpTable, path(config.procNetSnmp(), "PROC_NET_SNMP", "net/snmp"), out);
        snmp6 = snmp6 == null ? out.series("nstat", "name", "snmp6") : snmp6;
        gatherSnmp6(snmp6, out);
    }

    private void gather(Series series, PairedTable table, String path, Accumulator out) {
        try {
            file.read(path);
            Row row = out.row(series);
            table.put(file, row, out);
            row.emit();
        } catch (IOException unreadable) {
            out.error(unreadable);
        }
    }

    /// Where IPv6 is off there is no such file. It has a name and a number on each line.
    private void gatherSnmp6(Series series, Accumulator out) throws IOException {
        try {
            file.read(path(config.procNetSnmp6(), "PROC_NET_SNMP6", "net/snmp6"));
        } catch (FileNotFoundException noIpv6) {
            return;
        }
        Row row = out.row(series);
        keys.rewind();
        while (file.nextLine() && file.nextWord()) {
            String key = keys.of(file, out);
            long value = file.nextNumber();
            if (value != 0 || config.dumpZeros()) {
                row.put(key, value);
            }
        }
        row.emit();
    }

    private String path(@Nullable String configured, String variable, String usual) {
        if (configured != null && !configured.isEmpty()) {
            return configured.startsWith("/") ? configured : roots.inProc(configured);
        }
        String named = HostRoots.setting(variable);
        String root = HostRoots.setting("PROC_ROOT");
        return named != null ? named : root != null ? root + "/" + usual : roots.inProc(usual);
    }
}
