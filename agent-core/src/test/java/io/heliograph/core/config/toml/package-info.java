/// Tests of reading and writing TOML.
@NullMarked
package io.heliograph.core.config.toml;

import org.jspecify.annotations.NullMarked;
