package io.heliograph.api;

/// Writes rows in one data format. Its name is `serializers.` and what stands after `data_format`.
///
/// Used by one thread at a time.
public non-sealed interface Serializer extends Plugin {
    /// Appends all rows of a batch. A row that the format cannot carry is left out by name: [ByteSink#leaveOut].
    void serialize(MetricBatch batch, ByteSink out);
}
