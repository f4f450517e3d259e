package io.heliograph.plugins.host.proc;

import java.io.File;
import org.jspecify.annotations.Nullable;

/// Where the host's own folders are: an agent in a container finds them mounted elsewhere.
///
/// Every input of this family honours `HOST_PROC`, `HOST_SYS`, `HOST_ETC`, `HOST_RUN`, `HOST_VAR`, `HOST_DEV` and
/// `HOST_MOUNT_PREFIX`. A system property of the same name wins over the environment, for tests.
///
/// @param proc the folder in place of /proc
/// @param sys the folder in place of /sys
/// @param etc the folder in place of /etc
/// @param run the folder in place of /run
/// @param var the folder in place of /var
/// @param dev the folder in place of /dev
/// @param mountPrefix where the host's root is mounted; empty where it is the agent's own
/// @param procMoved whether `HOST_PROC` is set: then files below it speak for the host and system calls do not
public record HostRoots(
        String proc,
        String sys,
        String etc,
        String run,
        String var,
        String dev,
        String mountPrefix,
        boolean procMoved) {

    /// The folders that the environment names.
    public static HostRoots ofEnvironment() {
        String prefix = setting("HOST_MOUNT_PREFIX");
        String mounted = prefix == null ? "" : prefix;
        String proc = setting("HOST_PROC");
        return new HostRoots(
                proc == null ? "/proc" : proc,
                folder("HOST_SYS", mounted, "/sys"),
                folder("HOST_ETC", mounted, "/etc"),
                folder("HOST_RUN", mounted, "/run"),
                folder("HOST_VAR", mounted, "/var"),
                folder("HOST_DEV", mounted, "/dev"),
                mounted,
                proc != null);
    }

    private static String folder(String name, String prefix, String usual) {
        String set = setting(name);
        if (set != null) {
            return set;
        }
        String below = prefix + usual;
        return prefix.isEmpty() || !new File(below).isDirectory() ? usual : below;
    }

    /// A variable of the environment, or the system property of that name; null where it is unset or empty.
    public static @Nullable String setting(String name) {
        String property = System.getProperty(name);
        String value = property == null ? System.getenv(name) : property;
        return value == null || value.isEmpty() ? null : value;
    }

    /// The path of a file below /proc.
    public String inProc(String path) {
        return proc + "/" + path;
    }

    /// The path of a file below /sys.
    public String inSys(String path) {
        return sys + "/" + path;
    }
}
