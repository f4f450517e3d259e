/// What the outputs share: rows become lines, lines go to one of several servers, and answers become results by row.
@NullMarked
package io.heliograph.plugins.influxdb.lines;

import org.jspecify.annotations.NullMarked;
