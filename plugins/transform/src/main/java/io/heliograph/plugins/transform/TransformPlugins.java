package io.heliograph.plugins.transform;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginProvider;
import io.heliograph.plugins.transform.clone.CloneConfig;
import io.heliograph.plugins.transform.clone.CloneProcessor;
import io.heliograph.plugins.transform.converter.ConverterConfig;
import io.heliograph.plugins.transform.converter.ConverterProcessor;
import io.heliograph.plugins.transform.date.DateConfig;
import io.heliograph.plugins.transform.date.DateProcessor;
import io.heliograph.plugins.transform.dedup.DedupConfig;
import io.heliograph.plugins.transform.dedup.DedupProcessor;
import io.heliograph.plugins.transform.defaults.DefaultsConfig;
import io.heliograph.plugins.transform.defaults.DefaultsProcessor;
import io.heliograph.plugins.transform.enums.EnumConfig;
import io.heliograph.plugins.transform.enums.EnumProcessor;
import io.heliograph.plugins.transform.filter.FilterConfig;
import io.heliograph.plugins.transform.filter.FilterProcessor;
import io.heliograph.plugins.transform.override.OverrideConfig;
import io.heliograph.plugins.transform.override.OverrideProcessor;
import io.heliograph.plugins.transform.pivot.PivotConfig;
import io.heliograph.plugins.transform.pivot.PivotProcessor;
import io.heliograph.plugins.transform.regex.RegexConfig;
import io.heliograph.plugins.transform.regex.RegexProcessor;
import io.heliograph.plugins.transform.relabel.RelabelProcessor;
import io.heliograph.plugins.transform.relabel.RelabelProcessorConfig;
import io.heliograph.plugins.transform.rename.RenameConfig;
import io.heliograph.plugins.transform.rename.RenameProcessor;
import io.heliograph.plugins.transform.strings.StringsConfig;
import io.heliograph.plugins.transform.strings.StringsProcessor;
import io.heliograph.plugins.transform.unpivot.UnpivotConfig;
import io.heliograph.plugins.transform.unpivot.UnpivotProcessor;
import java.util.List;

/// The processors of this jar.
public final class TransformPlugins implements PluginProvider {
    @Override
    public List<PluginDescriptor> plugins() {
        return List.of(
                PluginDescriptor.of("processors.clone", CloneConfig.class, CloneProcessor.class),
                PluginDescriptor.of("processors.converter", ConverterConfig.class, ConverterProcessor.class),
                PluginDescriptor.of("processors.date", DateConfig.class, DateProcessor.class),
                PluginDescriptor.of("processors.dedup", DedupConfig.class, DedupProcessor.class),
                PluginDescriptor.of("processors.defaults", DefaultsConfig.class, DefaultsProcessor.class),
                PluginDescriptor.of("processors.enum", EnumConfig.class, EnumProcessor.class),
                PluginDescriptor.of("processors.filter", FilterConfig.class, FilterProcessor.class),
                PluginDescriptor.of("processors.override", OverrideConfig.class, OverrideProcessor.class),
                PluginDescriptor.of("processors.pivot", PivotConfig.class, PivotProcessor.class),
                PluginDescriptor.of("processors.regex", RegexConfig.class, RegexProcessor.class),
                PluginDescriptor.of("processors.relabel", RelabelProcessorConfig.class, RelabelProcessor.class),
                PluginDescriptor.of("processors.rename", RenameConfig.class, RenameProcessor.class),
                PluginDescriptor.of("processors.strings", StringsConfig.class, StringsProcessor.class),
                PluginDescriptor.of("processors.unpivot", UnpivotConfig.class, UnpivotProcessor.class));
    }
}
