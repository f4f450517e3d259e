/// Tests of delivery.
@NullMarked
package io.heliograph.core.output;

import org.jspecify.annotations.NullMarked;
