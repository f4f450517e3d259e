package io.heliograph.core.config;

import io.heliograph.api.config.Foreign;
import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import io.heliograph.api.config.Translator;
import io.heliograph.core.config.bind.Nearest;
import io.heliograph.core.config.toml.Problem;
import io.heliograph.core.config.toml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What other programs' configurations become: collects what is foreign, and has each translator read all of its own
/// at once.
final class Translations implements Translation {
    private final PluginCatalog catalog;
    private final LoadOptions options;
    private final Problems problems;
    private final List<Problem> notices;
    private final Map<Translator, List<Foreign>> foreign = new IdentityHashMap<>();
    private final List<Translator> translators = new ArrayList<>();
    private final List<Sections.Found> tables = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();

    Translations(PluginCatalog catalog, LoadOptions options, Problems problems, List<Problem> notices) {
        this.catalog = catalog;
        this.options = options;
        this.problems = problems;
        this.notices = notices;
    }

    /// Takes a top-level key that somebody reads.
    ///
    /// @return whether anybody does
    boolean take(String key, TomlValue value) {
        Translator translator = catalog.translator(key);
        if (translator != null) {
            add(translator, new Foreign(key, value));
        }
        return translator != null;
    }

    /// Takes a plugin's table that has an option which somebody reads.
    ///
    /// @return whether it has one
    boolean take(Sections.Found found) {
        for (String key : found.table().entries().keySet()) {
            if (take(found.name() + "." + key, found.table())) {
                return true;
            }
        }
        return false;
    }

    private void add(Translator translator, Foreign found) {
        List<Foreign> known = foreign.get(translator);
        if (known == null) {
            known = new ArrayList<>();
            foreign.put(translator, known);
            translators.add(translator);
        }
        known.add(found);
    }

    /// Translates everything that was taken.
    void run() {
        for (Translator translator : translators) {
            List<Foreign> found = foreign.getOrDefault(translator, List.of());
            try {
                translator.translate(found, this);
            } catch (RuntimeException broken) {
                Foreign first = found.getFirst();
                problems.add(first.value().place(), first.name(), "cannot be translated: " + broken);
            }
        }
    }

    /// The tables that came of it.
    List<Sections.Found> tables() {
        return tables;
    }

    /// The files that were read.
    List<Path> files() {
        return files;
    }

    @Override
    public void table(String plugin, String path, TomlTable table) {
        if (options.selected().test(plugin)) {
            tables.add(new Sections.Found(plugin, path, table));
        }
    }

    @Override
    public void problem(Place place, String key, String message) {
        problems.add(place, key, message);
    }

    @Override
    public void unknown(Place place, String key, Collection<String> known) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        problems.add(place, key, "unknown option" + Nearest.hint(name, known));
    }

    @Override
    public void note(Place place, String key, String message) {
        notices.add(new Problem(place, key, message));
    }

    @Override
    public void reads(Path file) {
        files.add(file);
    }

    @Override
    public @Nullable String variable(String name) {
        return options.environment().apply(name);
    }
}
