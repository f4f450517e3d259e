/// `aggregators.histogram`: how many values fell into each bucket.
@NullMarked
package io.heliograph.plugins.aggregate.histogram;

import org.jspecify.annotations.NullMarked;
