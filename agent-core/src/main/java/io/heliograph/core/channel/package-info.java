/// The bounded hand-off from inputs to the pipeline, and the accumulators that fill it.
@NullMarked
package io.heliograph.core.channel;

import org.jspecify.annotations.NullMarked;
