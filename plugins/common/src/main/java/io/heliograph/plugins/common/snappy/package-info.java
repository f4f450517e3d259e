/// Snappy's block format, as remote write uses it.
@NullMarked
package io.heliograph.plugins.common.snappy;

import org.jspecify.annotations.NullMarked;
