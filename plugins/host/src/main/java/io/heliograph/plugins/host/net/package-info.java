/// The input `net`: traffic of network interfaces.
@NullMarked
package io.heliograph.plugins.host.net;

import org.jspecify.annotations.NullMarked;
