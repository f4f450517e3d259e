package io.heliograph.core.config;

import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.core.config.bind.Binder;
import io.heliograph.core.config.bind.TableView;
import io.heliograph.core.config.toml.Place;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.core.config.toml.TomlTable;
import io.heliograph.core.config.toml.TomlValue;
import org.jspecify.annotations.Nullable;

/// One plugin as the configuration has it: `[[inputs.redis]]`, checked.
public final class PluginTable {
    private final PluginDescriptor descriptor;
    private final PluginCatalog catalog;
    private final TomlTable table;
    private final PluginOptions options;
    private final String identityText;
    private final int sequence;

    /// @param catalog has the data formats
    /// @param table as it stands in the file, variables replaced
    /// @param identityText the values of its `@Identity` options
    /// @param sequence of the table among all, from 0
    PluginTable(
            PluginDescriptor descriptor,
            PluginCatalog catalog,
            TomlTable table,
            PluginOptions options,
            String identityText,
            int sequence) {
        this.descriptor = descriptor;
        this.catalog = catalog;
        this.table = table;
        this.options = options;
        this.identityText = identityText;
        this.sequence = sequence;
    }

    /// Kind and name: `inputs.redis`.
    public String name() {
        return descriptor.name();
    }

    /// The kind of plugin.
    public Kind kind() {
        return descriptor.kind();
    }

    /// The plugin as its jar declares it.
    public PluginDescriptor descriptor() {
        return descriptor;
    }

    /// What it is called in logs: `inputs.redis`, or `inputs.redis::alias`.
    public String displayName() {
        String alias = options.alias();
        return alias == null ? name() : name() + "::" + alias;
    }

    /// What the core reads from it itself.
    public PluginOptions options() {
        return options;
    }

    /// Where it stands.
    public Place place() {
        return table.place();
    }

    /// Its number among all tables, in the order of files and lines.
    public int sequence() {
        return sequence;
    }

    /// Where a key stands, or the table where it is absent.
    Place placeOf(String key) {
        TomlValue value = table.entries().get(key);
        return value == null ? table.place() : value.place();
    }

    TomlTable table() {
        return table;
    }

    /// A fresh record of the plugin's own options, with fresh parsers and serializers in it: one for each plugin that is made.
    ///
    /// @throws ConfigurationException where that fails, which can only come from a parser or serializer that cannot be made
    public Record bind(PluginContext context) throws ConfigurationException {
        Problems problems = new Problems();
        Record bound = bind(problems, new Formats(catalog, context), new TableView(table, name()));
        if (bound == null) {
            throw new ConfigurationException(problems.sorted());
        }
        return bound;
    }

    @Nullable Record bind(Problems problems, Formats formats, TableView view) {
        return new Binder(problems, formats).bind(descriptor.configuration(), view);
    }

    /// A hash of all keys and values, secrets too: another one means that the plugin must be made anew.
    public String fingerprint() {
        return Fingerprint.of(name(), table);
    }

    /// What a queue of the plugin's rows is called, whatever else changes: `outputs.influxdb::alias`, or the name and 16
    /// hexadecimal digits that stand for the values of its `@Identity` options. Two tables that say the same have the same one.
    public String identity() {
        return options.alias() == null
                ? name() + "-" + Fingerprint.of(identityText).substring(0, 16)
                : displayName();
    }

    /// Name and place, and no values.
    @Override
    public String toString() {
        return displayName() + " (" + place() + ")";
    }
}
