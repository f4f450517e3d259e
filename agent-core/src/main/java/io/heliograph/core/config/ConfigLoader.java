package io.heliograph.core.config;

import io.heliograph.api.TagSet;
import io.heliograph.core.config.bind.Binder;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.bind.TableView;
import io.heliograph.api.config.Place;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.config.toml.Problems;
import io.heliograph.api.config.TomlList;
import io.heliograph.core.config.toml.TomlReader;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.toml.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads a configuration in Telegraf's layout from several files, and checks all of it.
///
/// The files count as one: the keys of a later `[agent]` or `[global_tags]` win over those of an earlier one, and
/// plugins keep the order of files and lines; those that were translated from another program's configuration follow.
public final class ConfigLoader {
    private final PluginCatalog catalog;
    private final LoadOptions options;
    private final Problems problems = new Problems();
    private final List<Problem> notices = new ArrayList<>();
    private final Set<String> unset = new HashSet<>();

    private ConfigLoader(PluginCatalog catalog, LoadOptions options) {
        this.catalog = catalog;
        this.options = options;
    }

    /// Loads files and directories.
    ///
    /// @param paths a file whatever its name, or a directory for its `*.conf` and `*.toml`, also below
    /// @throws ConfigurationException with all problems of all files
    public static Configuration load(PluginCatalog catalog, LoadOptions options, List<Path> paths)
            throws ConfigurationException {
        ConfigLoader loader = new ConfigLoader(catalog, options);
        List<Path> files = ConfigFiles.expand(paths, loader.problems);
        List<TomlTable> documents = new ArrayList<>();
        for (Path file : files) {
            loader.addTo(documents, loader.read(file));
        }
        return loader.configuration(documents, files);
    }

    /// Loads a text, as if it were the only file.
    ///
    /// @param name for messages
    /// @throws ConfigurationException with all problems
    public static Configuration loadText(PluginCatalog catalog, LoadOptions options, String name, String text)
            throws ConfigurationException {
        ConfigLoader loader = new ConfigLoader(catalog, options);
        Path file = Path.of(name);
        List<TomlTable> documents = new ArrayList<>();
        loader.addTo(documents, loader.parse(file, loader.reader(file), text));
        return loader.configuration(documents, List.of(file));
    }

    private void addTo(List<TomlTable> documents, @Nullable TomlTable document) {
        if (document != null) {
            documents.add(document);
        }
    }

    private TomlReader reader(Path file) {
        return new TomlReader(
                file, problems, (text, place) -> options.strictEnvironment() ? replaced(text, place) : text);
    }

    private String replaced(String text, Place place) {
        return new Variables(options.environment(), name -> tellUnset(name, place)).apply(text);
    }

    /// Telegraf takes the reference for the value in silence, and a database then refuses the password `${PASSWORD}`.
    private void tellUnset(String name, Place place) {
        if (unset.add(name)) {
            notices.add(new Problem(place, name, "this environment variable is not set; what stands for it stays"));
        }
    }

    private @Nullable TomlTable read(Path file) {
        TomlReader reader = reader(file);
        try {
            String text = reader.decode(Files.readAllBytes(file));
            return text == null ? null : parse(file, reader, text);
        } catch (IOException unreadable) {
            problems.add(new Place(file, 0), "", "cannot be read: " + unreadable);
            return null;
        }
    }

    private @Nullable TomlTable parse(Path file, TomlReader reader, String text) {
        if (options.strictEnvironment()) {
            return reader.read(text);
        }
        try {
            Variables variables =
                    new Variables(options.environment(), name -> tellUnset(name, new Place(file, lineOf(name, text))));
            return reader.read(variables.applyToDocument(text));
        } catch (IllegalArgumentException refused) {
            problems.add(new Place(file, 0), "", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static int lineOf(String variable, String text) {
        int at = Math.max(text.indexOf("$" + variable), text.indexOf("${" + variable));
        return (int) text.substring(0, Math.max(0, at)).chars().filter(c -> c == '\n').count() + 1;
    }

    private Configuration configuration(List<TomlTable> documents, List<Path> files) throws ConfigurationException {
        catalog.trust(trust(documents));
        Translations translations = new Translations(catalog, options, problems, notices);
        Sections sections = new Sections(problems, notices, options.selected(), translations);
        for (TomlTable document : documents) {
            sections.add(document);
        }
        translations.run();
        Place nowhere = files.isEmpty() ? Place.NOWHERE : new Place(files.getFirst(), 0);
        TomlTable agentTable = sections.agent(nowhere);
        AgentSettings agent = agent(agentTable);
        TagSet globalTags = globalTags(sections.globalTags(nowhere));
        List<Sections.Found> found = new ArrayList<>(sections.plugins());
        found.addAll(translations.tables());
        List<PluginTable> plugins = plugins(found);
        checkDiscoveryIds(found);
        refuseProblems();
        if (agent == null) {
            throw new IllegalStateException("[agent] was not bound, and no problem says why");
        }
        Doubts.tell(agent, plugins, notices);
        List<Path> read = new ArrayList<>(files);
        read.addAll(translations.files());
        return new Configuration(agent, agentTable, globalTags, plugins, read, notices);
    }

    /// Read before all else, because tables of plugins open jars. What is wrong with it is told with `[agent]`, and
    /// no jar serves such a configuration.
    private PluginTrust trust(List<TomlTable> documents) {
        TomlTable whole = TomlTable.empty(Place.NOWHERE);
        for (TomlTable document : documents) {
            if (document.entries().get("agent") instanceof TomlTable agent) {
                whole = whole.overlaid(agent);
            }
        }
        Problems toldLater = new Problems();
        PluginTrust trust = new Binder(toldLater, new Formats(catalog, null)).bind(PluginTrust.class, new TableView(whole, "agent"));
        return trust == null ? PluginTrust.NONE : trust;
    }

    private @Nullable AgentSettings agent(TomlTable table) {
        TableView view = new TableView(table, "agent");
        AgentSettings agent = new Binder(problems, new Formats(catalog, null)).bind(AgentSettings.class, view);
        for (TableView.UnknownKey key : view.unknown()) {
            problems.add(key.place(), "agent." + key.key(), "unknown option" + Nearest.hint(key.key(), key.known()));
        }
        for (String key : AgentSettings.WITHOUT_MEANING) {
            if (table.entries().containsKey(key)) {
                notices.add(new Problem(view.placeOf(key), "agent." + key, "has no meaning here and is passed over"));
            }
        }
        return agent;
    }

    private TagSet globalTags(TomlTable table) {
        TagSet tags = TagSet.EMPTY;
        for (Map.Entry<String, TomlValue> tag : table.entries().entrySet()) {
            if (tag.getValue() instanceof TomlScalar(String text, var ignored)) {
                tags = tags.with(tag.getKey(), text);
            } else {
                String message = "the value of a tag is a text: write it in quotes";
                problems.add(tag.getValue().place(), "global_tags." + tag.getKey(), message);
            }
        }
        return tags;
    }

    private List<PluginTable> plugins(List<Sections.Found> all) {
        PluginCheck check = new PluginCheck(catalog, problems, notices);
        List<PluginTable> tables = new ArrayList<>();
        for (Sections.Found found : all) {
            PluginTable table = check.check(found);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    /// Every discovery has an id of its own, and inputs name only those that there are. Looks at the tables as they
    /// stand, so that what else is wrong with one does not hide this.
    private void checkDiscoveryIds(List<Sections.Found> tables) {
        Map<String, Sections.Found> byId = new HashMap<>();
        for (Sections.Found found : tables) {
            if (found.name().startsWith("discovery.") && found.table().entries().get("id") instanceof TomlScalar id) {
                Sections.Found other = byId.putIfAbsent(String.valueOf(id.value()), found);
                if (other != null) {
                    String message = "'" + id.value() + "' is also the id of " + other.name() + " at "
                            + other.table().place();
                    problems.add(id.place(), found.name() + ".id", message);
                }
            }
        }
        for (Sections.Found found : tables) {
            if (found.name().startsWith("inputs.") && found.table().entries().get("discovery") instanceof TomlList ids) {
                checkDiscoveryIds(found.name(), ids, byId.keySet());
            }
        }
    }

    private void checkDiscoveryIds(String input, TomlList ids, Set<String> known) {
        for (TomlValue one : ids.values()) {
            if (one instanceof TomlScalar(String id, Place place) && !known.contains(id)) {
                problems.add(
                        place,
                        input + ".discovery",
                        "no [[discovery.…]] has the id '" + id + "'" + Nearest.hint(id, known));
            }
        }
    }

    private void refuseProblems() throws ConfigurationException {
        List<Problem> unsupported = problems.unsupported();
        List<Problem> all = new ArrayList<>(problems.sorted());
        if (!unsupported.isEmpty() && options.ignoreUnsupported()) {
            notices.add(new Problem(Place.NOWHERE, "", "left out, because only Telegraf has it: " + named(unsupported)));
        } else if (!unsupported.isEmpty()) {
            all.add(new Problem(Place.NOWHERE, "", "not supported yet, though Telegraf has it: " + named(unsupported)
                    + " (--ignore-unsupported runs the rest)"));
        }
        if (!all.isEmpty()) {
            throw new ConfigurationException(all);
        }
    }

    private static String named(List<Problem> unsupported) {
        StringBuilder names = new StringBuilder();
        for (Problem one : unsupported) {
            names.append(names.isEmpty() ? "" : ", ").append(one.key()).append(" (").append(one.place()).append(')');
        }
        return names.toString();
    }
}
