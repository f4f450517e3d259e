/// Plugins that need nothing outside of the agent: its own metrics, made-up ones, and an output that delivers to
/// nobody.
@NullMarked
package io.heliograph.plugins.internal;

import org.jspecify.annotations.NullMarked;
