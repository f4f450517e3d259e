/// Tests of the input `disk`.
@NullMarked
package io.heliograph.plugins.host.disk;

import org.jspecify.annotations.NullMarked;
