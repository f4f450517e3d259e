/// Runs agents with plugins of the tests.
@NullMarked
package io.heliograph.core.agent;

import org.jspecify.annotations.NullMarked;
