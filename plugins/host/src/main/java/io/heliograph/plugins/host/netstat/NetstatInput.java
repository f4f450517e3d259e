package io.heliograph.plugins.host.netstat;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Input;
import io.heliograph.api.PluginContext;
import io.heliograph.api.Row;
import io.heliograph.api.Series;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Counts the lines of /proc/net/tcp, tcp6, udp and udp6.
public final class NetstatInput implements Input {
    /// The fields by the number of the state, as in the kernel's tcp_states.h; 0 takes any other.
    private static final String[] STATES = {
        "tcp_none", "tcp_established", "tcp_syn_sent", "tcp_syn_recv", "tcp_fin_wait1", "tcp_fin_wait2",
        "tcp_time_wait", "tcp_close", "tcp_close_wait", "tcp_last_ack", "tcp_listen", "tcp_closing"
    };
    private static final int WORDS_TO_STATE = 3;

    private final HostRoots roots = HostRoots.ofEnvironment();
    private final ProcFile file = new ProcFile();
    private final long[] counts = new long[STATES.length];
    private @Nullable Series series;

    /// @param config no options
    /// @param context the host
    public NetstatInput(NetstatConfig config, PluginContext context) {}

    @Override
    public void gather(Accumulator out) throws IOException {
        Arrays.fill(counts, 0);
        countStates("net/tcp");
        countStates("net/tcp6");
        long udp = lines("net/udp") + lines("net/udp6");
        if (series == null) {
            series = out.series("netstat");
        }
        Row row = out.row(series);
        for (int state = 0; state < STATES.length; state++) {
            row.put(STATES[state], counts[state]);
        }
        row.put("udp_socket", udp);
        row.emit();
    }

    private void countStates(String path) throws IOException {
        if (!open(path)) {
            return;
        }
        while (file.nextLine()) {
            file.skipWords(WORDS_TO_STATE - 1);
            long state = file.nextHex();
            counts[state < STATES.length ? (int) state : 0]++;
        }
    }

    private long lines(String path) throws IOException {
        long lines = 0;
        if (open(path)) {
            while (file.nextLine()) {
                lines++;
            }
        }
        return lines;
    }

    /// Goes past the heading. Without IPv6 two of the files are not there.
    private boolean open(String path) throws IOException {
        try {
            file.read(roots.inProc(path));
            return file.nextLine();
        } catch (FileNotFoundException absent) {
            if (path.endsWith("6")) {
                return false;
            }
            throw absent;
        }
    }
}
