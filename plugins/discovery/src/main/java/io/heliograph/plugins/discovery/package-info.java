/// Finds targets for inputs: those that stand in the configuration, and those of Prometheus' target files.
@NullMarked
package io.heliograph.plugins.discovery;

import org.jspecify.annotations.NullMarked;
