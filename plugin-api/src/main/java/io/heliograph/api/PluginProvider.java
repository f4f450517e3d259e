package io.heliograph.api;

import io.heliograph.api.config.Translator;
import java.util.List;

/// Lists the plugins of a jar. Found by `java.util.ServiceLoader`: the jar names the class that implements this in
/// `META-INF/services/io.heliograph.api.PluginProvider`.
public interface PluginProvider {
    /// All plugins of the jar, with the names that its manifest has under `Heliograph-Plugins`.
    List<PluginDescriptor> plugins();

    /// What the jar can read of other programs' configurations. What they read is in the manifest, too, under
    /// `Heliograph-Translates`.
    default List<Translator> translators() {
        return List.of();
    }
}
