/// Targets that stand in the configuration.
@NullMarked
package io.heliograph.plugins.discovery.fixed;

import org.jspecify.annotations.NullMarked;
