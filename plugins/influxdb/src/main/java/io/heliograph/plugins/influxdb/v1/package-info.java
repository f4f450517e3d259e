/// Writes to InfluxDB 1.x over HTTP or UDP.
@NullMarked
package io.heliograph.plugins.influxdb.v1;

import org.jspecify.annotations.NullMarked;
