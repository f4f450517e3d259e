/// The input `system`: load, processors, users, uptime, and what system it is.
@NullMarked
package io.heliograph.plugins.host.system;

import org.jspecify.annotations.NullMarked;
