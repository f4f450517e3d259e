/// gzip for bodies of lines, cheaper than zlib's fastest level.
@NullMarked
package io.heliograph.plugins.common.gzip;

import org.jspecify.annotations.NullMarked;
