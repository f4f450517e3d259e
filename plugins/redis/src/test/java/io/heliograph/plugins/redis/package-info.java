@NullMarked
package io.heliograph.plugins.redis;

import org.jspecify.annotations.NullMarked;
