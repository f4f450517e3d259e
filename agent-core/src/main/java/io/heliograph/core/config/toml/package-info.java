/// TOML text as a tree of values that know their file and line, and back to text.
@NullMarked
package io.heliograph.core.config.toml;

import org.jspecify.annotations.NullMarked;
