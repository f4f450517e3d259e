package io.heliograph.core.buffer.log;

import java.util.List;

/// What was read from a log.
///
/// @param parts ascending; what is missing between them is lost, or was dropped before it was written
/// @param gapRows so many rows were dropped before they were written
/// @param to all rows below are in the parts or missing
record Found(List<Part> parts, long gapRows, long to) {}
