package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// Gives what root makes in the folder of another user to that user. An administrator who lists or drops the queues of
/// an agent that is down would else leave files there that the agent cannot open when it starts again.
final class FolderOwner {
    private static final String ROOT = "0";
    private static final boolean IS_ROOT =
            ROOT.equals(String.valueOf(attributes(Path.of("/proc/self")).get("uid")));

    private FolderOwner() {}

    /// Where it cannot be given away, as in a container whose root may not, it stays as it was made: that same agent
    /// uses it then.
    ///
    /// @param made a file or folder of this process
    static void receives(Path made) {
        Path folder = made.toAbsolutePath().getParent();
        Map<String, Object> of = IS_ROOT && folder != null ? attributes(folder) : Map.of();
        Object user = of.get("uid");
        if (user == null || user.toString().equals(ROOT)) {
            return;
        }
        try {
            Files.setAttribute(made, "unix:gid", of.get("gid"), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(made, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException kept) {
            return; // as said
        }
    }

    private static Map<String, Object> attributes(Path path) {
        try {
            return Files.readAttributes(path, "unix:uid,gid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Map.of();
        }
    }
}
