/// Files: read whole at every interval, and written with rotation.
@NullMarked
package io.heliograph.plugins.file;

import org.jspecify.annotations.NullMarked;
