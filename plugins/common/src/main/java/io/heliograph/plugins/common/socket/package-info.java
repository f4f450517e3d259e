/// Sockets that the JDK does not have in the shape that client libraries ask for.
@NullMarked
package io.heliograph.plugins.common.socket;

import org.jspecify.annotations.NullMarked;
