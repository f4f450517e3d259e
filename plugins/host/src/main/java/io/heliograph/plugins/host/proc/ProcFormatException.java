package io.heliograph.plugins.host.proc;

import java.io.IOException;

/// A file of /proc or /sys that is not written as expected.
public final class ProcFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    ProcFormatException(String path, int line, String problem) {
        super(path + ":" + line + ": " + problem);
    }
}
