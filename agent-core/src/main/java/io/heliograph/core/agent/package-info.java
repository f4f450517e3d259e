/// Wiring: start, reload, stop.
@NullMarked
package io.heliograph.core.agent;

import org.jspecify.annotations.NullMarked;
