/// The InfluxDB family: outputs for its versions 1 and 2, and a listener that speaks as version 1.
@NullMarked
package io.heliograph.plugins.influxdb;

import org.jspecify.annotations.NullMarked;
