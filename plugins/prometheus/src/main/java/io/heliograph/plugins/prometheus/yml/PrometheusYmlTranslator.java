package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.config.Foreign;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import io.heliograph.api.config.Translator;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the files of `[[inputs.prometheus]] scrape_config_files`. Other options of that table hold for all of their
/// jobs, where the file does not say; with `urls` or `discovery` the table is an input of its own, too.
public final class PrometheusYmlTranslator implements Translator {
    private static final String KEY = "scrape_config_files";

    @Override
    public Set<String> reads() {
        return Set.of("inputs.prometheus." + KEY);
    }

    @Override
    public void translate(List<Foreign> found, Translation into) {
        Set<String> ids = new HashSet<>();
        for (Foreign one : found) {
            TomlTable table = (TomlTable) one.value();
            Outer outer = new Outer(table, into, ids);
            boolean own = table.entries().containsKey("urls") || table.entries().containsKey("discovery");
            if (own) {
                OwnTable rest = new OwnTable(table.place()).putAll(table);
                rest.take(KEY);
                into.table("inputs.prometheus", "inputs.prometheus", rest.done());
            }
            files(table, outer);
        }
    }

    private static void files(TomlTable table, Outer outer) {
        TomlValue names = table.entries().get(KEY);
        if (!(names instanceof TomlList list)) {
            tell(table, outer, "not a list of files (try [\"/etc/prometheus/prometheus.yml\"])");
            return;
        }
        for (TomlValue name : list.values()) {
            if (name instanceof TomlScalar file && file.value() instanceof String path) {
                new PrometheusFile(outer).translate(Path.of(path), file);
            } else {
                tell(table, outer, "not a file's name: write it in quotes");
            }
        }
    }

    private static void tell(TomlTable table, Outer outer, String message) {
        TomlValue value = table.entries().get(KEY);
        outer.into().problem(value == null ? table.place() : value.place(), "inputs.prometheus." + KEY, message);
    }
}
