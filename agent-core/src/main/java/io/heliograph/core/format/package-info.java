/// The built-in data formats: line protocol both ways, and JSON to write.
@NullMarked
package io.heliograph.core.format;

import org.jspecify.annotations.NullMarked;
