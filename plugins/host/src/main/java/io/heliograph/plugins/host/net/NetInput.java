package io.heliograph.plugins.host.net;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;

/// Reads /proc/net/dev, and from /sys/class/net whether an interface is up, and its speed.
public final class NetInput implements Input {
    private final NetConfig config;
    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile dev = new ProcFile();
    private final ProcFile sysFile = new ProcFile();
    private final Interfaces interfaces = new Interfaces();
    private final ProtocolStats protocols = new ProtocolStats(roots);

    /// @param config the options
    /// @param context the host
    public NetInput(NetConfig config, PluginContext context) {
        this.config = config;
    }

    private final class Interfaces extends Memo<NetInterface> {
        @Override
        protected NetInterface make(String word, Accumulator out) {
            return new NetInterface(word, roots, out);
        }
    }

    @Override
    public void gather(Accumulator out) throws IOException {
        dev.read(roots.inProc("net/dev"));
        dev.nextLine();
        dev.nextLine(); // two lines name the columns
        interfaces.rewind();
        while (dev.nextLine() && dev.nextWord()) {
            dev.cutWordAtLast(':');
            NetInterface nic = interfaces.of(dev, out);
            if (wanted(nic)) {
                nic.emit(dev, sysFile, out);
            }
        }
        if (!config.ignoreProtocolStats()) {
            protocols.gather(out);
        }
    }

    private boolean wanted(NetInterface nic) {
        return config.interfaces().isEmpty()
                ? nic.isUpAndNotLoopback(sysFile, roots.procMoved())
                : config.interfaces().matches(nic.name());
    }
}
