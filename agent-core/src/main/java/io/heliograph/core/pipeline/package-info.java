/// Filters, processors, aggregators and routing: what happens to rows between the channel and the buffers.
@NullMarked
package io.heliograph.core.pipeline;

import org.jspecify.annotations.NullMarked;
