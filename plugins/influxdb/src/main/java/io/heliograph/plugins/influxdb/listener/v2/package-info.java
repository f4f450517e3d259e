/// Takes what writes to InfluxDB 2.x.
@NullMarked
package io.heliograph.plugins.influxdb.listener.v2;

import org.jspecify.annotations.NullMarked;
