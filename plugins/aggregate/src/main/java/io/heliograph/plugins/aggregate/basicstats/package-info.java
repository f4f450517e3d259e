/// `aggregators.basicstats`: count, mean, deviation, rate and more of each field.
@NullMarked
package io.heliograph.plugins.aggregate.basicstats;

import org.jspecify.annotations.NullMarked;
