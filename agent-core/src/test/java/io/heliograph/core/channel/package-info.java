/// Tests of the channel and the accumulators that fill it.
@NullMarked
package io.heliograph.core.channel;

import org.jspecify.annotations.NullMarked;
