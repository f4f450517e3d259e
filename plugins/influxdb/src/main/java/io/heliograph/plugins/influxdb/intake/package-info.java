/// What the listeners for InfluxDB's protocols share: a body of lines becomes rows that are safe.
@NullMarked
package io.heliograph.plugins.influxdb.intake;

import org.jspecify.annotations.NullMarked;
