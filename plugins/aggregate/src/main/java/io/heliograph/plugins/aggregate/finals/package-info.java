/// `aggregators.final`: the last row of each series.
@NullMarked
package io.heliograph.plugins.aggregate.finals;

import org.jspecify.annotations.NullMarked;
