package io.heliograph.core.config;

import io.heliograph.api.Parser;
import io.heliograph.api.Plugin;
import io.heliograph.api.PluginContext;
import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.Serializer;
import io.heliograph.core.config.bind.Binder;
import io.heliograph.core.config.bind.Components;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.bind.TableView;
import io.heliograph.api.config.Place;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes parsers and serializers by the key `data_format`, which is `influx` where it is absent.
public final class Formats implements Components {
    private static final String DEFAULT_FORMAT = "influx";
    private static final Parser NO_PARSER = (text, out) -> {};
    private static final Serializer NO_SERIALIZER = (batch, out) -> {};

    private final PluginCatalog catalog;
    private final @Nullable PluginContext context;
    private final List<Record> bound = new ArrayList<>();

    /// @param catalog has `parsers.…` and `serializers.…`
    /// @param context of the plugin that gets them; null only checks the settings
    Formats(PluginCatalog catalog, @Nullable PluginContext context) {
        this.catalog = catalog;
        this.context = context;
    }

    /// A parser with settings of its own: what [PluginContext#parser] answers.
    ///
    /// @throws IllegalArgumentException for an unknown format, or a setting that is unknown or wrong
    public static Parser parser(PluginCatalog catalog, PluginContext context, String format, Map<String, ?> settings) {
        return (Parser) new Formats(catalog, context).made("parsers.", format, settings);
    }

    /// A serializer with settings of its own: what [PluginContext#serializer] answers.
    ///
    /// @throws IllegalArgumentException for an unknown format, or a setting that is unknown or wrong
    public static Serializer serializer(PluginCatalog catalog, PluginContext context, String format, Map<String, ?> settings) {
        return (Serializer) new Formats(catalog, context).made("serializers.", format, settings);
    }

    private Object made(String prefix, String format, Map<String, ?> settings) {
        TomlTable table = (TomlTable) TomlValue.of(settings, Place.NOWHERE);
        TableView view = new TableView(table, prefix + format);
        Problems problems = new Problems();
        Object made = make(prefix, format, view, problems);
        for (TableView.UnknownKey key : view.unknown()) {
            problems.add(key.place(), key.path() + "." + key.key(), "unknown" + Nearest.hint(key.key(), key.known()));
        }
        if (made == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(new ConfigurationException(problems.sorted()).getMessage());
        }
        return made;
    }

    @Override
    public @Nullable Object component(Class<?> type, TableView table, Problems problems) {
        TomlValue value = table.take("data_format");
        if (value instanceof TomlScalar(String format, var ignored)) {
            return make(prefix(type), format.isEmpty() ? DEFAULT_FORMAT : format, table, problems);
        }
        if (value != null) {
            problems.add(value.place(), table.path() + ".data_format", "not a text (try influx)");
            return null;
        }
        return make(prefix(type), DEFAULT_FORMAT, table, problems);
    }

    /// The settings of all formats that were bound so far.
    List<Record> bound() {
        return bound;
    }

    private static String prefix(Class<?> type) {
        return type == Parser.class ? "parsers." : "serializers.";
    }

    private @Nullable Object make(String prefix, String format, TableView table, Problems problems) {
        PluginDescriptor descriptor = catalog.find(prefix + format);
        if (descriptor == null) {
            tellMissing(prefix, format, table, problems);
            return null;
        }
        Record settings = new Binder(problems, this).bind(descriptor.configuration(), table);
        if (settings == null) {
            return null;
        }
        bound.add(settings);
        return create(descriptor, settings, table, problems);
    }

    private @Nullable Object create(PluginDescriptor descriptor, Record settings, TableView table, Problems problems) {
        if (context == null) {
            return descriptor.kind() == PluginDescriptor.Kind.PARSER ? NO_PARSER : NO_SERIALIZER;
        }
        try {
            Plugin made = descriptor.create(settings, context);
            made.open();
            return made;
        } catch (Exception failed) {
            problems.add(table.placeOf("data_format"), table.path() + ".data_format", descriptor.name() + ": " + failed);
            return null;
        }
    }

    private void tellMissing(String prefix, String format, TableView table, Problems problems) {
        Place place = table.placeOf("data_format");
        if (TelegrafOptions.load().hasPlugin(prefix + format)) {
            problems.unsupported(place, table.path() + " with data_format = \"" + format + "\"");
        } else {
            problems.add(place, table.path() + ".data_format", unknown(prefix, format));
        }
    }

    private String unknown(String prefix, String format) {
        List<String> known = new ArrayList<>();
        for (String name : catalog.names()) {
            if (name.startsWith(prefix)) {
                known.add(name.substring(prefix.length()));
            }
        }
        return "no data format '" + format + "'" + Nearest.hint(format, known);
    }
}
