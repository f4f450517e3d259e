/// `aggregators.minmax`: the smallest and the largest value of each field.
@NullMarked
package io.heliograph.plugins.aggregate.minmax;

import org.jspecify.annotations.NullMarked;
