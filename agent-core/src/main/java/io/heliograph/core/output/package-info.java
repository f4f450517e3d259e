/// The delivery loop: from a buffer to an output, with retries, halving and rejections.
@NullMarked
package io.heliograph.core.output;

import org.jspecify.annotations.NullMarked;
