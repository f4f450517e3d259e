package io.heliograph.core.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where an agent listens for commands.
public final class ControlSocket {
    /// Linux has 108 bytes for it, with a zero at the end.
    private static final int MOST_BYTES = 107;

    private ControlSocket() {}

    /// The file of the socket.
    public static Path of(Path stateDirectory) {
        return stateDirectory.toAbsolutePath().resolve("control.sock");
    }

    /// Whether a socket can have this path.
    static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
