/// `inputs.internal`: what the agent counts of itself.
@NullMarked
package io.heliograph.plugins.internal.self;

import org.jspecify.annotations.NullMarked;
