/// The input `kernel`: counters of the kernel, same-page merging and pressure.
@NullMarked
package io.heliograph.plugins.host.kernel;

import org.jspecify.annotations.NullMarked;
