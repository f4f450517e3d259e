/// The agent's own metrics, and problems told once.
@NullMarked
package io.heliograph.core.telemetry;

import org.jspecify.annotations.NullMarked;
