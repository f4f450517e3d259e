package io.heliograph.api;

/// Delivers rows.
public non-sealed interface Output extends Plugin {
    /// Writes a batch.
    ///
    /// Never overlaps itself. The batch is immutable and may be kept.
    ///
    /// @return what became of it, by index
    /// @throws Exception where it could not be delivered now; the batch is tried again, as with [WriteResult#retry]
    WriteResult write(MetricBatch batch) throws Exception;
}
