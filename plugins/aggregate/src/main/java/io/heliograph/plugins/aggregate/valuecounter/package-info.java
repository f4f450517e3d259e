/// `aggregators.valuecounter`: how often each value of a field came.
@NullMarked
package io.heliograph.plugins.aggregate.valuecounter;

import org.jspecify.annotations.NullMarked;
