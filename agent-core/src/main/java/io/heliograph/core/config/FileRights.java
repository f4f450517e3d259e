package io.heliograph.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who may change a file or folder, as its mode says. Links are followed: what counts is what is read in the end.
///
/// @param owner number of the user
/// @param mode the permissions of `chmod`
public record FileRights(int owner, int mode) {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final Path SELF = Path.of("/proc/self");

    /// @return null where that cannot be known: no such file, or a file system without owners
    public static @Nullable FileRights of(Path path) {
        try {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode");
            return attributes.get("uid") instanceof Integer owner && attributes.get("mode") instanceof Integer mode
                    ? new FileRights(owner, mode)
                    : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return null;
        }
    }

    /// Whether any user of the machine may change it. A sticky folder does not count: files of others are safe in it.
    public boolean isOpenToAll() {
        return (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    }

    /// Whether members of its group may change it.
    public boolean isOpenToGroup() {
        return (mode & GROUP_WRITES) != 0;
    }

    /// Whether it belongs to root or to the user of this process.
    public boolean isTrusted() {
        FileRights own = owner == ROOT ? null : of(SELF);
        return owner == ROOT || own == null || own.owner == owner;
    }
}
