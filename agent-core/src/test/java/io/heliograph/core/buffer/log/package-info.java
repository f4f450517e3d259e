/// Tests of the log.
@NullMarked
package io.heliograph.core.buffer.log;

import org.jspecify.annotations.NullMarked;
