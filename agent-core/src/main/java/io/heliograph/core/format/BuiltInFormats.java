package io.heliograph.core.format;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import java.util.List;

/// The data formats that need no jar.
public final class BuiltInFormats implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("parsers.influx", InfluxParserConfig.class, InfluxParser.class),
                // Telegraf's name for its other parser of the same format
                PluginDescriptor.of("parsers.influx_upstream", InfluxParserConfig.class, InfluxParser.class),
                PluginDescriptor.of("serializers.influx", InfluxSerializerConfig.class, InfluxSerializer.class),
                PluginDescriptor.of("serializers.json", JsonSerializerConfig.class, JsonSerializer.class));
    }
}
