package io.heliograph.core.config;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.api.PluginDescriptor.Kind;
import io.heliograph.api.TargetInput;
import io.heliograph.api.config.Place;
import io.heliograph.core.config.bind.Binder;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.bind.OldName;
import io.heliograph.core.config.bind.TableView;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.config.toml.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks the tables of plugins, one after the other: binds them once, and looks for keys that nobody took.
final class PluginCheck {
    private final PluginCatalog catalog;
    private final Problems problems;
    private final List<Problem> notices;
    private int sequence;

    PluginCheck(PluginCatalog catalog, Problems problems, List<Problem> notices) {
        this.catalog = catalog;
        this.problems = problems;
        this.notices = notices;
    }

    /// The table, or null where it has problems or is not supported.
    @Nullable
    PluginTable check(Sections.Found found) {
        PluginDescriptor descriptor = catalog.find(found.name());
        if (descriptor == null) {
            tellMissing(found);
            return null;
        }
        return check(found, descriptor);
    }

    private void tellMissing(Sections.Found found) {
        Place place = found.table().place();
        String why = catalog.whyMissing(found.name());
        if (why != null) {
            problems.add(place, found.name(), "no such plugin that can be used; " + why);
        } else if (TelegrafOptions.load().hasPlugin(found.name())) {
            problems.unsupported(place, found.name());
        } else {
            problems.add(place, found.name(), "no such plugin" + hint(found.name()));
        }
    }

    /// One of the same kind whose own name is near.
    private String hint(String name) {
        int own = name.indexOf('.') + 1;
        List<String> known = new ArrayList<>();
        for (String candidate : catalog.names()) {
            if (candidate.startsWith(name.substring(0, own))) {
                known.add(candidate.substring(own));
            }
        }
        String nearest = Nearest.to(name.substring(own), known);
        return nearest == null ? "" : " (did you mean '" + name.substring(0, own) + nearest + "'?)";
    }

    private @Nullable PluginTable check(Sections.Found found, PluginDescriptor descriptor) {
        TableView view = new TableView(found.table(), found.path());
        Formats formats = new Formats(catalog, null);
        PluginOptions options =
                (PluginOptions) new Binder(problems, formats).bind(optionsType(descriptor.kind()), view);
        int unsupportedBefore = problems.unsupported().size();
        Record settings = new Binder(problems, formats).bind(descriptor.configuration(), view);
        boolean formatMissing = problems.unsupported().size() > unsupportedBefore;
        if (!formatMissing) { // the keys of a format that we lack would all look unknown
            tellUnknown(view, found.name());
        }
        tellOldNames(view);
        if (options == null || settings == null) {
            return null;
        }
        tellUselessDiscovery(descriptor, options, view);
        return new PluginTable(descriptor, catalog, found.table(), options, settings, sequence++);
    }

    private static Class<? extends Record> optionsType(Kind kind) {
        return switch (kind) {
            case INPUT -> InputOptions.class;
            case PROCESSOR -> ProcessorOptions.class;
            case AGGREGATOR -> AggregatorOptions.class;
            case OUTPUT -> OutputOptions.class;
            case DISCOVERY -> DiscoveryOptions.class;
            case PARSER, SERIALIZER -> throw new IllegalStateException(kind + " has no table of its own");
        };
    }

    private void tellUnknown(TableView view, String plugin) {
        for (TableView.UnknownKey key : view.unknown()) {
            String path = key.path() + "." + key.key();
            if (TelegrafOptions.load().hasOption(plugin, key.key())) {
                problems.unsupported(key.place(), path);
            } else {
                problems.add(key.place(), path, "unknown option" + Nearest.hint(key.key(), key.known()));
            }
        }
    }

    private void tellOldNames(TableView view) {
        for (OldName name : view.oldNames()) {
            notices.add(new Problem(name.place(), name.path(), "an older name of '" + name.present() + "'"));
        }
    }

    private void tellUselessDiscovery(PluginDescriptor descriptor, PluginOptions options, TableView view) {
        boolean takesTargets = TargetInput.class.isAssignableFrom(descriptor.plugin());
        if (options instanceof InputOptions input && !input.discovery().isEmpty() && !takesTargets) {
            problems.add(
                    view.placeOf("discovery"), view.path() + ".discovery", "this input takes no discovered targets");
        }
    }
}
