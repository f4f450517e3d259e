/// The input `slab`: memory of the kernel's slab caches.
@NullMarked
package io.heliograph.plugins.host.slab;

import org.jspecify.annotations.NullMarked;
