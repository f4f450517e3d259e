/// The input `netstat`: TCP connections by state, and UDP sockets.
@NullMarked
package io.heliograph.plugins.host.netstat;

import org.jspecify.annotations.NullMarked;
