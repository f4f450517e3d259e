/// Tests of ticks and deadlines.
@NullMarked
package io.heliograph.core.schedule;

import org.jspecify.annotations.NullMarked;
