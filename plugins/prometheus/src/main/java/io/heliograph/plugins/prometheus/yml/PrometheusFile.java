package io.heliograph.plugins.prometheus.yml;

import io.heliograph.api.Glob;
import io.heliograph.api.config.Place;
import io.heliograph.api.config.TomlList;
import io.heliograph.api.config.TomlScalar;
import io.heliograph.api.config.TomlTable;
import io.heliograph.api.config.TomlValue;
import io.heliograph.api.config.Translation;
import io.heliograph.plugins.prometheus.yml.Shape.Fields;
import io.heliograph.plugins.common.text.FileProblems;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One `prometheus.yml`.
final class PrometheusFile {
    private final Outer outer;
    private final Translation into;
    private final NotRun notRun = new NotRun();

    PrometheusFile(Outer outer) {
        this.outer = outer;
        this.into = outer.into();
    }

    /// Translates a file and those of its `scrape_config_files`.
    ///
    /// @param named where its name stands
    void translate(Path file, TomlScalar named) {
        TomlTable document = read(file, named.place(), "inputs.prometheus.scrape_config_files", Shapes.FILE);
        if (document == null) {
            return;
        }
        TomlTable global = document.entries().get("global") instanceof TomlTable table
                ? table
                : TomlTable.empty(document.place());
        for (String section : Shapes.NOT_RUN) {
            TomlValue value = document.entries().get(section);
            if (value != null) {
                notRun.add(section, value.place());
            }
        }
        Jobs jobs = new Jobs(outer, global, externalLabels(global), notRun);
        tables(document, "scrape_configs").forEach(jobs::add);
        for (TomlTable other : otherFiles(document)) {
            tables(other, "scrape_configs").forEach(jobs::add);
        }
        RemoteWrites outputs = new RemoteWrites(outer, notRun);
        tables(document, "remote_write").forEach(outputs::add);
        notRun.tell(into);
    }

    private @Nullable TomlTable read(Path file, Place named, String key, Fields shape) {
        into.reads(file);
        try {
            YamlValue document = YamlFile.read(file);
            if (document instanceof YamlValue.Nothing) {
                return TomlTable.empty(document.place());
            }
            Path parent = file.getParent();
            return new Shaping(parent == null ? Path.of("") : parent, into).table(document, shape, "");
        } catch (IOException unreadable) {
            String problem = "' cannot be read: " + FileProblems.reason(unreadable);
            into.problem(named, key, "'" + file.toAbsolutePath() + problem);
        } catch (YamlFile.UnreadableException wrong) {
            into.problem(wrong.place(), "", String.valueOf(wrong.getMessage()));
        }
        return null;
    }

    private static List<TomlTable> tables(TomlTable document, String key) {
        List<TomlTable> tables = new ArrayList<>();
        if (document.entries().get(key) instanceof TomlList(List<TomlValue> values, var ignored)) {
            values.forEach(value -> tables.add((TomlTable) value));
        }
        return tables;
    }

    private List<TomlTable> otherFiles(TomlTable document) {
        List<TomlTable> others = new ArrayList<>();
        if (document.entries().get("scrape_config_files") instanceof TomlList(List<TomlValue> patterns, var ignored)) {
            for (TomlValue pattern : patterns) {
                addFiles(pattern, others);
            }
        }
        return others;
    }

    private void addFiles(TomlValue pattern, List<TomlTable> others) {
        for (Path file : matching(Path.of(String.valueOf(pattern.plain())), pattern.place())) {
            TomlTable document = read(file, pattern.place(), "scrape_config_files", Shapes.JOB_FILE);
            if (document != null) {
                others.add(document);
            }
        }
    }

    /// The files of a pattern, which may have wildcards in its last part.
    private List<Path> matching(Path pattern, Place place) {
        String last = String.valueOf(pattern.getFileName());
        Path parent = pattern.getParent();
        if (last.indexOf('*') < 0 && last.indexOf('?') < 0 && last.indexOf('[') < 0) {
            return List.of(pattern);
        }
        List<Path> files = new ArrayList<>();
        Path folder = parent == null ? Path.of("") : parent;
        Glob name = Glob.of(last);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (name.matches(String.valueOf(entry.getFileName()))) {
                    files.add(entry);
                }
            }
        } catch (NoSuchFileException missing) {
            // a pattern may match nothing
        } catch (IOException unreadable) {
            String problem = " cannot be read: " + FileProblems.reason(unreadable);
            into.problem(place, "scrape_config_files", folder.toAbsolutePath() + problem);
        }
        files.sort(null);
        return files;
    }

    private TomlTable externalLabels(TomlTable global) {
        OwnTable labels = new OwnTable(global.place());
        if (global.entries().get("external_labels") instanceof TomlTable given) {
            for (Map.Entry<String, TomlValue> label : given.entries().entrySet()) {
                String text = Variables.replaced(String.valueOf(label.getValue().plain()), into::variable);
                labels.put(label.getKey(), new TomlScalar(text, label.getValue().place()));
            }
        }
        return labels.done();
    }
}
