package io.heliograph.core.buffer.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/// Gives what root makes in the folder of another user to that user. An administrator who lists or drops the queues of
/// an agent that is down would else leave files there that the agent cannot open when it starts again.
///
/// That user may exchange names while root is at work, so owners are read and given relative to one folder that is
/// held open, without links, and only to what was root's.
final class FolderOwner {
    private static final @Nullable UserPrincipal ROOT = root();

    private FolderOwner() {}

    /// The user of this process, where it is root.
    private static @Nullable UserPrincipal root() {
        Path self = Path.of("/proc/self");
        try {
            Object number = Files.getAttribute(self, "unix:uid");
            return String.valueOf(number).equals("0") ? Files.getOwner(self) : null;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return null;
        }
    }

    /// Where it cannot be given away, as in a container whose root may not, it stays as it was made: that same agent
    /// uses it then.
    ///
    /// @param made a file or folder that this process has made just now
    static void receives(Path made) {
        Path folder = made.toAbsolutePath().getParent();
        if (ROOT == null || folder == null) {
            return;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
            if (open instanceof SecureDirectoryStream<Path> held) {
                give(made.getFileName(), held);
            }
        } catch (IOException | UnsupportedOperationException kept) {
            return; // as said
        }
    }

    private static void give(Path name, SecureDirectoryStream<Path> folder) throws IOException {
        PosixFileAttributes of =
                folder.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
        PosixFileAttributeView file =
                folder.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!of.owner().equals(ROOT) && file.readAttributes().owner().equals(ROOT)) {
            file.setGroup(of.group());
            file.setOwner(of.owner());
        }
    }
}
