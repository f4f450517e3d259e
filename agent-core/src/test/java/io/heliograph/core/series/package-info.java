/// Tests of series and what is kept with them.
@NullMarked
package io.heliograph.core.series;

import org.jspecify.annotations.NullMarked;
