package io.heliograph.plugins.host.net;

import io.heliograph.api.Accumulator;
import io.heliograph.api.Row;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.Memo;
import io.heliograph.plugins.host.proc.ProcFile;
import java.io.IOException;
import java.util.Locale;

/// The counters of all protocols, from /proc/net/snmp: fields such as `tcp_activeopens`, with the tag `interface=all`.
final class ProtocolStats {
    private final HostRoots roots;
    private final ProcFile file = new ProcFile();
    private final Names names = new Names();

    ProtocolStats(HostRoots roots) {
        this.roots = roots;
    }

    /// The field keys of a line of names.
    private static final class Names extends Memo<String[]> {
        @Override
        protected String[] make(String line, Accumulator out) {
            String[] words = line.toLowerCase(Locale.ROOT).strip().split("[ \t]+");
            String protocol = words[0].replace(':', '_');
            String[] keys = new String[words.length - 1];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = protocol + words[i + 1];
            }
            return keys;
        }
    }

    void gather(Accumulator out) {
        try {
            file.read(roots.inProc("net/snmp"));
            Row row = out.row(out.series("net", "interface", "all"));
            names.rewind();
            while (file.nextLine()) {
                file.takeLine();
                put(row, names.of(file, out));
            }
            row.emit();
        } catch (IOException unreadable) {
            out.error(unreadable);
        }
    }

    private void put(Row row, String[] keys) throws IOException {
        if (!file.nextLine() || !file.nextWord()) {
            throw file.problem("a line of names is followed by no numbers");
        }
        for (String key : keys) {
            row.put(key, file.nextNumber());
        }
    }
}
