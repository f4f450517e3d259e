package io.heliograph.plugins.file;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.file.read.FileInput;
import io.heliograph.plugins.file.read.FileInputConfig;
import io.heliograph.plugins.file.write.FileOutput;
import io.heliograph.plugins.file.write.FileOutputConfig;
import java.util.List;

/// The plugins of this jar.
public final class FilePlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("inputs.file", FileInputConfig.class, FileInput.class),
                PluginDescriptor.of("outputs.file", FileOutputConfig.class, FileOutput.class));
    }
}
