/// The log of an output: segments on disk, recovery, and the one thread that touches the files.
@NullMarked
package io.heliograph.core.buffer.log;

import org.jspecify.annotations.NullMarked;
