package io.heliograph.plugins.mysql;

import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names and types of the fields of each measurement and its tag keys.
///
/// @param fields by `measurement tag,tag`, the type of each field
record Shape(Map<String, Map<String, String>> fields) {
    /// A file with a line `measurement tag,tag` for each, and a line with two blanks, name and type for each field.
    static Shape read(Path file) throws IOException {
        Map<String, Map<String, String>> all = new TreeMap<>();
        Map<String, String> fields = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("  ")) {
                fields.put(line.strip().split(" ")[0], line.strip().split(" ")[1]);
            } else {
                fields = new TreeMap<>();
                all.put(line, fields);
            }
        }
        return new Shape(all);
    }

    static Shape of(List<Metric> metrics) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        for (Metric metric : metrics) {
            String tags = String.join(",", new TreeSet<>(metric.tags().toMap().keySet()));
            Map<String, String> fields = all.computeIfAbsent(metric.name() + ' ' + tags, absent -> new TreeMap<>());
            for (int i = 0; i < metric.size(); i++) {
                fields.put(metric.key(i), type(metric.kind(i)));
            }
        }
        return new Shape(all);
    }

    private static String type(FieldKind kind) {
        return switch (kind) {
            case DOUBLE -> "float";
            case LONG -> "int";
            case UNSIGNED -> "uint";
            case TEXT -> "string";
            case BOOLEAN, HISTOGRAM -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /// The share of the fields of one measurement, in both shapes together, that agree in name and type.
    double agreement(String measurement, Shape other) {
        Map<String, String> own = fields.getOrDefault(measurement, Map.of());
        Map<String, String> theirs = other.fields.getOrDefault(measurement, Map.of());
        TreeSet<String> names = new TreeSet<>(own.keySet());
        names.addAll(theirs.keySet());
        long same = names.stream()
                .filter(name -> own.containsKey(name) && own.get(name).equals(theirs.get(name)))
                .count();
        return names.isEmpty() ? 1 : (double) same / names.size();
    }
}
