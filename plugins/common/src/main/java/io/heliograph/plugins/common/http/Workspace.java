package io.heliograph.plugins.common.http;

import io.heliograph.api.ByteSink;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// What an exchange borrows, so that an idle connection holds no buffers: a thousand targets cost a thousand sockets
/// only.
final class Workspace {
    static final int WIRE_BYTES = 16 * 1024;
    private static final int PACKED_BYTES = 8 * 1024;

    final byte[] wire = new byte[WIRE_BYTES];
    final ByteSink head = new ByteSink(1024);
    private byte @Nullable [] packed;
    private @Nullable Inflater inflater;

    /// Room for bytes that are to be inflated.
    byte[] packed() {
        if (packed == null) {
            packed = new byte[PACKED_BYTES];
        }
        return packed;
    }

    /// Takes raw deflate data, and is ready for a new stream.
    Inflater inflater() {
        if (inflater == null) {
            inflater = new Inflater(true);
        }
        inflater.reset();
        return inflater;
    }

    /// Gives the native memory back.
    void end() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
