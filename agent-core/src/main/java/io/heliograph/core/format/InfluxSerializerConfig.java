package io.heliograph.core.format;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;

/// How line protocol is written.
///
/// @param influxMaxLineBytes the longest line with its end; 0 for no limit
/// @param influxSortFields whether fields are sorted by key
/// @param influxUintSupport whether unsigned integers keep their type
/// @param influxOmitTimestamp whether lines have no time
public record InfluxSerializerConfig(
        @Option(
                doc =
                        "The longest line in bytes, its end included; 0 for no limit. Fields that find no room go on a line of their own "
                                + "with the same tags and time; a row of which one field finds no room is rejected.",
                defaultValue = "0")
        int influxMaxLineBytes,

        @Option(doc = "Whether fields are written in the order of their keys.", defaultValue = "false")
        boolean influxSortFields,

        @Option(
                doc =
                        "Whether unsigned integers are written as such (`42u`), which InfluxDB reads from 2.0 on. Otherwise they are "
                                + "written as signed integers, of which 9223372036854775807 is the largest.",
                defaultValue = "false")
        boolean influxUintSupport,

        @Option(doc = "Whether the time is left out, so that the receiver gives its own.", defaultValue = "false")
        boolean influxOmitTimestamp) {

    /// @throws InvalidOptionException for a negative length
    public InfluxSerializerConfig {
        if (influxMaxLineBytes < 0) {
            throw new InvalidOptionException(
                    "influx_max_line_bytes", "not a length: " + influxMaxLineBytes + " (try 0, 1024)");
        }
    }
}
