/// The tests of what the agent takes from Kapacitor.
@NullMarked
package io.heliograph.plugins.kapacitor;

import org.jspecify.annotations.NullMarked;
