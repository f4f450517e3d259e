/// Handles of series that live as long as what they stand for.
@NullMarked
package io.heliograph.plugins.common.series;

import org.jspecify.annotations.NullMarked;
