package io.heliograph.plugins.influxdb;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.influxdb.listener.InfluxdbListenerConfig;
import io.heliograph.plugins.influxdb.listener.InfluxdbListenerInput;
import io.heliograph.plugins.influxdb.listener.v2.InfluxdbV2ListenerConfig;
import io.heliograph.plugins.influxdb.listener.v2.InfluxdbV2ListenerInput;
import io.heliograph.plugins.influxdb.v1.InfluxdbConfig;
import io.heliograph.plugins.influxdb.v1.InfluxdbOutput;
import io.heliograph.plugins.influxdb.v2.InfluxdbV2Config;
import io.heliograph.plugins.influxdb.v2.InfluxdbV2Output;
import java.util.List;

/// The plugins of this family.
public final class InfluxdbPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of(
                        "inputs.influxdb_listener", InfluxdbListenerConfig.class, InfluxdbListenerInput.class),
                PluginDescriptor.of(
                        "inputs.influxdb_v2_listener", InfluxdbV2ListenerConfig.class, InfluxdbV2ListenerInput.class),
                PluginDescriptor.of("outputs.influxdb", InfluxdbConfig.class, InfluxdbOutput.class),
                PluginDescriptor.of("outputs.influxdb_v2", InfluxdbV2Config.class, InfluxdbV2Output.class));
    }
}
