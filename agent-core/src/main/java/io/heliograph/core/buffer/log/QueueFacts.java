package io.heliograph.core.buffer.log;

/// What a queue is like at a moment.
///
/// @param rows that wait
/// @param bytes of its files, as far as they are written
/// @param segments how many files
/// @param acked all rows below this number are settled
/// @param end the number that the next row gets
public record QueueFacts(long rows, long bytes, int segments, long acked, long end) {}
