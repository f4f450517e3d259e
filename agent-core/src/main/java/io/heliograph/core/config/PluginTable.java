package io.heliograph.core.config;

import io.heliograph.api.Ephemeral;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.bind.Binder;
import io.heliograph.core.config.bind.TableView;
import io.heliograph.core.config.toml.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One plugin as the configuration has it: `[[inputs.redis]]`, checked.
public final class PluginTable {
    private final PluginDescriptor descriptor;
    private final PluginCatalog catalog;
    private final TomlTable table;
    private final PluginOptions options;
    private final Record settings;
    private final int sequence;

    /// @param catalog has the data formats
    /// @param table as it stands in the file, variables replaced
    /// @param settings what the table was bound to when it was checked
    /// @param sequence of the table among all, from 0
    PluginTable(
            PluginDescriptor descriptor,
            PluginCatalog catalog,
            TomlTable table,
            PluginOptions options,
            Record settings,
            int sequence) {
        this.descriptor = descriptor;
        this.catalog = catalog;
        this.table = table;
        this.options = options;
        this.settings = settings;
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

    /// What the plugin's own options were when the table was checked.
    Record settings() {
        return settings;
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

    /// The table as it stands in the file, variables replaced. It holds secrets.
    public TomlTable table() {
        return table;
    }

    /// A fresh record of the plugin's own options, with fresh parsers and serializers in it: one for each plugin that
    /// is made.
    ///
    /// @throws ConfigurationException where that fails, which can only come from a parser or serializer that cannot
    ///     be made
    public Record bind(PluginContext context) throws ConfigurationException {
        Problems problems = new Problems();
        Record bound = bind(problems, new Formats(catalog, context));
        if (bound == null) {
            throw new ConfigurationException(problems.sorted());
        }
        return bound;
    }

    /// All records that the table becomes, to be shown: the core's, the plugin's and those of its data formats.
    /// Parsers and serializers in them do nothing.
    public List<Record> records() {
        Problems problems = new Problems();
        Formats formats = new Formats(catalog, null);
        Record settings = bind(problems, formats);
        if (settings == null) {
            throw new IllegalStateException(this + " was checked, and cannot be bound any more: " + problems.sorted());
        }
        List<Record> records = new ArrayList<>(List.of((Record) options, settings));
        records.addAll(formats.bound());
        return records;
    }

    private @Nullable Record bind(Problems problems, Formats formats) {
        return new Binder(problems, formats).bind(descriptor.configuration(), new TableView(table, name()));
    }

    /// A hash of all keys and values, secrets too: another one means that the plugin must be made anew.
    public String fingerprint() {
        return Fingerprint.of(name(), table);
    }

    /// Where an output's rows wait: what its table says, else memory where they are worth nothing later, else what is
    /// the agent's.
    public BufferStrategy bufferStrategy(AgentSettings agent) {
        BufferStrategy own = ((OutputOptions) options).bufferStrategy();
        if (own != null) {
            return own;
        }
        boolean ephemeral = settings instanceof Ephemeral rows && rows.isEphemeral();
        return ephemeral ? BufferStrategy.MEMORY : agent.buffer().bufferStrategy();
    }

    /// What a queue of the plugin's rows is called, whatever else changes: `outputs.influxdb::alias`, or the name and
    /// 16 hexadecimal digits that stand for the values of its `@Identity` options, or the name alone where it has none.
    /// Two tables that say the same have the same one.
    public String identity() {
        if (options.alias() != null) {
            return displayName();
        }
        String values = Identities.text(settings);
        return values.isEmpty() ? name() : name() + "-" + Fingerprint.of(values).substring(0, 16);
    }

    /// Name and place, and no values.
    @Override
    public String toString() {
        return displayName() + " (" + place() + ")";
    }
}
