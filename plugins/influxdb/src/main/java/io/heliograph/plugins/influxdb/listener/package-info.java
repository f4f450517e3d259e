/// Takes what writes to InfluxDB 1.x.
@NullMarked
package io.heliograph.plugins.influxdb.listener;

import org.jspecify.annotations.NullMarked;
