/// The input `cpu`: how the processors spend their time.
@NullMarked
package io.heliograph.plugins.host.cpu;

import org.jspecify.annotations.NullMarked;
