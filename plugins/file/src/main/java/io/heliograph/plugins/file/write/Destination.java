package io.heliograph.plugins.file.write;

import io.heliograph.api.ByteSink;
import java.io.IOException;

/// Where bytes go: the standard output or a file.
interface Destination {
    /// Gets ready for a write, so that what can fail does so before anything is written.
    void prepare() throws IOException;

    /// Writes all bytes.
    void write(ByteSink bytes) throws IOException;

    /// Takes back what was written since [#prepare], as far as that is possible.
    void undo();

    /// Ends a write that all destinations have done.
    void done();

    /// Gives back what it holds. Called at last.
    void close() throws IOException;
}
