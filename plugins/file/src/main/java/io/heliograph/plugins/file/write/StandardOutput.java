package io.heliograph.plugins.file.write;

import io.heliograph.api.ByteSink;
import java.io.IOException;
import java.io.OutputStream;

/// The standard output of the process. What was written to it stays written, so it comes after all files.
record StandardOutput(OutputStream out) implements Destination {
    @Override
    public void prepare() {}

    @Override
    public void write(ByteSink bytes) throws IOException {
        try {
            bytes.writeTo(out);
            out.flush();
        } catch (IOException failed) {
            throw new IOException("cannot write to stdout: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void undo() {}

    @Override
    public void done() {}

    @Override
    public void close() {}
}
