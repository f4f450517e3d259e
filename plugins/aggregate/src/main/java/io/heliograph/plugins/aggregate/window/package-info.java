/// What aggregators keep of a window: one state per series, one slot per field.
@NullMarked
package io.heliograph.plugins.aggregate.window;

import org.jspecify.annotations.NullMarked;
