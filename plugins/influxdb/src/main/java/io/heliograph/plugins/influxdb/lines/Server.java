package io.heliograph.plugins.influxdb.lines;

import io.heliograph.api.WriteResult;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One of the servers that a batch may go to.
interface Server extends Closeable {
    /// Its address without credentials, for messages.
    String name();

    /// Writes rows, and notes in the tally what became of them.
    ///
    /// @return why rows remain unsettled, or null where none do
    /// @throws IOException where the server cannot be reached
    @Nullable
    WriteResult write(Rows rows, Destination to, Tally tally) throws IOException, InterruptedException;
}
