/// Aggregators: rows that sum up the rows of a window of time.
@NullMarked
package io.heliograph.plugins.aggregate;

import org.jspecify.annotations.NullMarked;
