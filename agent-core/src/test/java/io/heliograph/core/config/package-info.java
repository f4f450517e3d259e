/// Tests of the configuration.
@NullMarked
package io.heliograph.core.config;

import org.jspecify.annotations.NullMarked;
