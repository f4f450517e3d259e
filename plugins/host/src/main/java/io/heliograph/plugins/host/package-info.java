/// Inputs that read the host itself, from /proc and /sys.
@NullMarked
package io.heliograph.plugins.host;

import org.jspecify.annotations.NullMarked;
