/// Reads Redis servers, and what speaks their protocol.
@NullMarked
package io.heliograph.plugins.redis;

import org.jspecify.annotations.NullMarked;
