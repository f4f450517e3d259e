/// Tests of the engine as a whole.
@NullMarked
package io.heliograph.core;

import org.jspecify.annotations.NullMarked;
