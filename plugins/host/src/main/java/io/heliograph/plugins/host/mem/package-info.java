/// The input `mem`: what the memory is used for.
@NullMarked
package io.heliograph.plugins.host.mem;

import org.jspecify.annotations.NullMarked;
