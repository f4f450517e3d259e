/// The input `disk`: how full the mounted file systems are.
@NullMarked
package io.heliograph.plugins.host.disk;

import org.jspecify.annotations.NullMarked;
