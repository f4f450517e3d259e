/// One buffer per output: what is routed and not yet delivered.
@NullMarked
package io.heliograph.core.buffer;

import org.jspecify.annotations.NullMarked;
