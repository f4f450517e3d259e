/// When inputs gather: aligned ticks, jitter, deadlines.
@NullMarked
package io.heliograph.core.schedule;

import org.jspecify.annotations.NullMarked;
