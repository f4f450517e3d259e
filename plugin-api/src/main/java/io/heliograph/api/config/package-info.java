/// The configuration with the place of everything in it, and translators that bring other programs' into it.
@NullMarked
package io.heliograph.api.config;

import org.jspecify.annotations.NullMarked;
