/// Tests of binding.
@NullMarked
package io.heliograph.core.config.bind;

import org.jspecify.annotations.NullMarked;
