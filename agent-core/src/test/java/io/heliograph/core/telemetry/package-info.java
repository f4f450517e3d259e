/// Tests of the log's flood control.
@NullMarked
package io.heliograph.core.telemetry;

import org.jspecify.annotations.NullMarked;
