/// `aggregators.merge`: rows of the same series and time become one.
@NullMarked
package io.heliograph.plugins.aggregate.merge;

import org.jspecify.annotations.NullMarked;
