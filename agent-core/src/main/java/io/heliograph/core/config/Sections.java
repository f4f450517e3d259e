package io.heliograph.core.config;

import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.config.toml.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Takes documents apart into `[agent]`, `[global_tags]` and the plugins' tables, and lays those of several files
/// together.
///
/// What a translator reads goes to [Translations]. A table that is none of all these is a problem. Telegraf would read
/// it as an input in the layout of its first versions,
/// `[cpu]` for `[[inputs.cpu]]`, which nobody writes any more, while `[[input.cpu]]` is soon mistyped.
final class Sections {
    private static final List<String> KNOWN =
            List.of("agent", "global_tags", "inputs", "processors", "aggregators", "outputs", "discovery");

    private final Problems problems;
    private final List<Problem> notices;
    private final Predicate<String> selected;
    private final Translations translations;
    private final List<Found> plugins = new ArrayList<>();
    private @Nullable TomlTable agent;
    private @Nullable TomlTable globalTags;

    Sections(Problems problems, List<Problem> notices, Predicate<String> selected, Translations translations) {
        this.problems = problems;
        this.notices = notices;
        this.selected = selected;
        this.translations = translations;
    }

    /// A table of a plugin.
    ///
    /// @param name kind and name: `inputs.redis`
    /// @param path what the user calls it, for messages: mostly the name
    /// @param table its keys
    record Found(String name, String path, TomlTable table) {}

    /// Takes the next file.
    void add(TomlTable document) {
        List<Found> ofFile = new ArrayList<>();
        for (Map.Entry<String, TomlValue> entry : document.entries().entrySet()) {
            section(entry.getKey(), entry.getValue(), ofFile);
        }
        ofFile.sort(Comparator.comparing(found -> found.table().place()));
        for (Found found : ofFile) {
            if (!translations.take(found)) {
                plugins.add(found);
            }
        }
    }

    /// The tables of plugins in the order of files and lines.
    List<Found> plugins() {
        return plugins;
    }

    TomlTable agent(Place nowhere) {
        return agent == null ? TomlTable.empty(nowhere) : agent;
    }

    TomlTable globalTags(Place nowhere) {
        return globalTags == null ? TomlTable.empty(nowhere) : globalTags;
    }

    private void section(String name, TomlValue value, List<Found> ofFile) {
        switch (name) {
            case "agent" -> agent = laidOver(agent, name, value);
            case "global_tags", "tags" -> globalTags = laidOver(globalTags, name, value);
            case "plugins" -> kind("inputs", value, ofFile);
            case "inputs", "processors", "aggregators", "outputs", "discovery" -> kind(name, value, ofFile);
            case "secretstores" -> problems.unsupported(value.place(), name);
            default -> foreign(name, value);
        }
    }

    private void foreign(String name, TomlValue value) {
        List<TomlValue> each =
                value instanceof TomlList list && !list.values().isEmpty() ? list.values() : List.of(value);
        for (TomlValue one : each) {
            if (!translations.take(name, one)) {
                problems.add(value.place(), name, unknown(name));
                return;
            }
        }
    }

    private static String unknown(String name) {
        boolean input = TelegrafOptions.load().hasPlugin("inputs." + name);
        return input ? "not a section; write [[inputs." + name + "]]" : "not a section" + Nearest.hint(name, KNOWN);
    }

    private @Nullable TomlTable laidOver(@Nullable TomlTable lower, String name, TomlValue value) {
        if (!(value instanceof TomlTable upper)) {
            problems.add(value.place(), name, "not a table; write [" + name + "]");
            return lower;
        }
        if (lower == null) {
            return upper;
        }
        String message =
                "there is one at " + lower.place() + " already; its keys stay, where this one has not the same";
        notices.add(new Problem(upper.place(), name, message));
        return lower.overlaid(upper);
    }

    private void kind(String kind, TomlValue value, List<Found> ofFile) {
        if (!(value instanceof TomlTable table)) {
            problems.add(value.place(), kind, "not a table; write [[" + kind + ".NAME]]");
            return;
        }
        for (Map.Entry<String, TomlValue> entry : table.entries().entrySet()) {
            String name = kind + "." + entry.getKey();
            if (selected.test(name)) {
                plugin(kind, name, entry.getValue(), ofFile);
            }
        }
    }

    private void plugin(String kind, String name, TomlValue value, List<Found> ofFile) {
        boolean single = !kind.equals("processors") && !kind.equals("aggregators");
        if (single && value instanceof TomlTable table) {
            ofFile.add(new Found(name, name, table));
            return;
        }
        List<TomlValue> tables = value instanceof TomlList list ? list.values() : List.of(value);
        for (TomlValue one : tables) {
            if (value instanceof TomlList && one instanceof TomlTable table) {
                ofFile.add(new Found(name, name, table));
            } else {
                problems.add(one.place(), name, "not a list of tables; write [[" + name + "]]");
            }
        }
    }
}
