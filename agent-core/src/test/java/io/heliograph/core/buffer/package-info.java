/// Tests of the buffers.
@NullMarked
package io.heliograph.core.buffer;

import org.jspecify.annotations.NullMarked;
