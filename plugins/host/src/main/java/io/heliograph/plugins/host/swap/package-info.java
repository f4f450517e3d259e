/// The input `swap`: swap space, and how much goes in and out.
@NullMarked
package io.heliograph.plugins.host.swap;

import org.jspecify.annotations.NullMarked;
