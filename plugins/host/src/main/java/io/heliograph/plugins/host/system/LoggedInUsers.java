package io.heliograph.plugins.host.system;

import io.heliograph.api.Row;
import io.heliograph.plugins.host.proc.HostRoots;
import io.heliograph.plugins.host.proc.ProcFile;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// Counts the sessions in the utmp file (utmp(5)). Where there is none, as on newer distributions, or it must not be
/// read, nothing is reported.
final class LoggedInUsers {
    private static final int TYPE_USER_PROCESS = 7;
    private static final int USER_OFFSET = 44;
    private static final int USER_LENGTH = 32;
    /// glibc writes 64-bit times where the architecture never had 32-bit programs.
    private static final int RECORD_BYTES = System.getProperty("os.arch", "").equals("aarch64") ? 400 : 384;

    private final HostRoots roots;
    private final ProcFile utmp = new ProcFile();

    LoggedInUsers(HostRoots roots) {
        this.roots = roots;
    }

    void put(Row row) {
        if (!utmp.readIfThere(roots.var() + "/run/utmp") && !utmp.readIfThere(roots.run() + "/utmp")) {
            return;
        }
        long sessions = 0;
        Set<String> names = new HashSet<>();
        for (int at = 0; at + RECORD_BYTES <= utmp.size(); at += RECORD_BYTES) {
            if (utmp.array()[at] == TYPE_USER_PROCESS) {
                sessions++;
                names.add(name(at + USER_OFFSET));
            }
        }
        row.put("n_users", sessions);
        row.put("n_unique_users", (long) names.size());
    }

    private String name(int at) {
        int length = 0;
        while (length < USER_LENGTH && utmp.array()[at + length] != 0) {
            length++;
        }
        return new String(utmp.array(), at, length, StandardCharsets.UTF_8);
    }
}
