/// Writes to InfluxDB 2.x over HTTP.
@NullMarked
package io.heliograph.plugins.influxdb.v2;

import org.jspecify.annotations.NullMarked;
