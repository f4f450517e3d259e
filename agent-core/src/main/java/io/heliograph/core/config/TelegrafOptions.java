package io.heliograph.core.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names of Telegraf's plugins and of their options, to tell what is not supported yet from what is mistyped.
/// Read only when something unknown is met. The names of options in tables below stand beside those of the plugin's
/// own.
final class TelegrafOptions {
    private static final String RESOURCE = "telegraf-options.txt";
    /// What Telegraf's core reads from every plugin's table, and this one does not.
    private static final Set<String> CORE = Set.of("metricpass");

    private static final class Loaded {
        static final TelegrafOptions OPTIONS = read();
    }

    private final Map<String, List<String>> optionsOfPlugin;

    private TelegrafOptions(Map<String, List<String>> optionsOfPlugin) {
        this.optionsOfPlugin = optionsOfPlugin;
    }

    /// The list that comes with the agent.
    static TelegrafOptions load() {
        return Loaded.OPTIONS;
    }

    private static TelegrafOptions read() {
        try (InputStream in = TelegrafOptions.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static TelegrafOptions parse(BufferedReader lines) throws IOException {
        Map<String, List<String>> plugins = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#")) {
                List<String> words = List.of(line.split(" "));
                plugins.put(words.getFirst(), words.subList(1, words.size()));
            }
        }
        return new TelegrafOptions(plugins);
    }

    /// Whether Telegraf has a plugin, `inputs.snmp`.
    boolean hasPlugin(String name) {
        return optionsOfPlugin.containsKey(name);
    }

    /// Whether Telegraf has an option of that name in the plugin's table or in one below.
    boolean hasOption(String plugin, String key) {
        return CORE.contains(key)
                || optionsOfPlugin.getOrDefault(plugin, List.of()).contains(key);
    }

    /// The names of all plugins.
    Set<String> plugins() {
        return optionsOfPlugin.keySet();
    }
}
