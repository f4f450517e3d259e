package io.heliograph.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/// A plugin as its jar declares it.
///
/// @param name kind and name, as in the configuration: `inputs.redis`
/// @param configuration the record that the plugin's table becomes
/// @param plugin the class, with a public constructor `(configuration, PluginContext)`
/// @param rates whether one reading says nothing, so that `--once` and `--test` read twice, half a second apart
public record PluginDescriptor(
        String name, Class<? extends Record> configuration, Class<? extends Plugin> plugin, boolean rates) {

    /// @throws IllegalArgumentException for a class without the constructor, or whose kind is not that of the name
    public PluginDescriptor {
        if (!kindOf(name).type.isAssignableFrom(plugin) && !(kindOf(name) == Kind.INPUT && isOtherInput(plugin))) {
            throw new IllegalArgumentException(name + ": " + plugin.getName() + " is no "
                    + kindOf(name).type.getSimpleName());
        }
        constructor(name, configuration, plugin);
    }

    /// A plugin whose single reading says something.
    public static PluginDescriptor of(
            String name, Class<? extends Record> configuration, Class<? extends Plugin> plugin) {
        return new PluginDescriptor(name, configuration, plugin, false);
    }

    /// A plugin that needs two readings: it computes rates.
    public static PluginDescriptor ofRates(
            String name, Class<? extends Record> configuration, Class<? extends Plugin> plugin) {
        return new PluginDescriptor(name, configuration, plugin, true);
    }

    /// The kinds of plugin, by what stands before the dot of a name.
    public enum Kind {
        /// `inputs.…`: also a [TargetInput] or [ServiceInput].
        INPUT("inputs", Input.class),
        /// `discovery.…`
        DISCOVERY("discovery", Discoverer.class),
        /// `processors.…`
        PROCESSOR("processors", Processor.class),
        /// `aggregators.…`
        AGGREGATOR("aggregators", Aggregator.class),
        /// `outputs.…`
        OUTPUT("outputs", Output.class),
        /// `parsers.…`
        PARSER("parsers", Parser.class),
        /// `serializers.…`
        SERIALIZER("serializers", Serializer.class);

        private final String prefix;
        private final Class<? extends Plugin> type;

        Kind(String prefix, Class<? extends Plugin> type) {
            this.prefix = prefix;
            this.type = type;
        }

        /// What stands before the dot: `inputs`.
        public String prefix() {
            return prefix;
        }
    }

    /// The kind of this plugin.
    public Kind kind() {
        return kindOf(name);
    }

    /// The kind that a name says.
    ///
    /// @throws IllegalArgumentException for a name that says none
    public static Kind kindOf(String name) {
        for (Kind kind : Kind.values()) {
            if (name.startsWith(kind.prefix + ".") && name.length() > kind.prefix.length() + 1) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a plugin's name: '" + name + "' (an example: inputs.redis)");
    }

    private static boolean isOtherInput(Class<? extends Plugin> plugin) {
        return TargetInput.class.isAssignableFrom(plugin) || ServiceInput.class.isAssignableFrom(plugin);
    }

    private static Constructor<? extends Plugin> constructor(
            String name, Class<? extends Record> configuration, Class<? extends Plugin> plugin) {
        try {
            return plugin.getConstructor(configuration, PluginContext.class);
        } catch (NoSuchMethodException missing) {
            throw new IllegalArgumentException(
                    name + ": " + plugin.getName() + " has no public constructor (" + configuration.getSimpleName()
                            + ", PluginContext)",
                    missing);
        }
    }

    /// Makes the plugin.
    ///
    /// @throws Exception whatever its constructor throws
    public Plugin create(Record settings, PluginContext context) throws Exception {
        try {
            return constructor(name, configuration, plugin).newInstance(settings, context);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw thrown;
        }
    }
}
