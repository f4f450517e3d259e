package io.heliograph.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.heliograph.api.FieldKind;
import io.heliograph.api.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What Telegraf gave for a configuration of `inputs.mysql` against a MariaDB: recorded output of Telegraf 1.37.2
/// (MIT licence), in the conformance data of `acceptance/`, whose README says how to compare.
///
/// @param name of the case
/// @param conf with `DSN` in the place of the server's address
/// @param shapes what came out
record MysqlGolden(String name, String conf, List<Shape> shapes) {
    private static final Path FILE = Path.of("acceptance/data/telegraf_goldens.json");
    private static final double ENOUGH = 0.95;

    /// Rows of one measurement and tag keys.
    ///
    /// @param fields name and type: `int`, `float`, `string` …
    record Shape(String measurement, Set<String> tags, Map<String, String> fields) {
        static Shape of(JsonObject json) {
            Set<String> tags = new TreeSet<>();
            json.getAsJsonArray("tags").forEach(tag -> tags.add(tag.getAsString()));
            Map<String, String> fields = new TreeMap<>();
            json.getAsJsonObject("fields")
                    .entrySet()
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().getAsString()));
            return new Shape(json.get("measurement").getAsString(), tags, fields);
        }

        boolean isOf(Metric row) {
            Set<String> keys = new TreeSet<>(row.tags().toMap().keySet());
            keys.remove("golden");
            return row.name().equals(measurement) && keys.equals(tags);
        }

        /// The share of the fields, in recording and rows together, that agree in name and type.
        double agreement(List<Metric> rows) {
            Map<String, String> got = new TreeMap<>();
            rows.forEach(row -> row.toMap().keySet().forEach(key -> got.put(key, "")));
            for (Metric row : rows) {
                for (int field = 0; field < row.size(); field++) {
                    got.put(row.key(field), type(row.kind(field)));
                }
            }
            Set<String> names = new TreeSet<>(fields.keySet());
            names.addAll(got.keySet());
            long same = names.stream()
                    .filter(name -> fields.containsKey(name) && fields.get(name).equals(got.get(name)))
                    .count();
            return (double) same / names.size();
        }

        private static String type(FieldKind kind) {
            return switch (kind) {
                case DOUBLE -> "float";
                case LONG -> "int";
                case UNSIGNED -> "uint";
                case TEXT -> "string";
                case BOOLEAN -> "bool";
                case HISTOGRAM -> "histogram";
            };
        }
    }

    static List<MysqlGolden> all() throws IOException {
        List<MysqlGolden> goldens = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(Files.readString(FILE)).getAsJsonObject().getAsJsonArray("cases")) {
            JsonObject json = element.getAsJsonObject();
            if (json.get("kind").getAsString().equals("mysql")) {
                goldens.add(of(json));
            }
        }
        return goldens;
    }

    private static MysqlGolden of(JsonObject json) {
        List<Shape> shapes = new ArrayList<>();
        JsonArray recorded = json.getAsJsonArray("expect_shape");
        recorded.forEach(shape -> shapes.add(Shape.of(shape.getAsJsonObject())));
        return new MysqlGolden(json.get("name").getAsString(), json.get("conf").getAsString(), shapes);
    }

    /// Its plugin's table, whose rows are marked with the case's name.
    String configuration(String dsn) {
        return conf.replace("DSN", dsn) + "  gather_global_variables = false\n  [inputs.mysql.tags]\n    golden = \""
                + name + "\"\n";
    }

    /// The rows of this case have the recorded measurements, tag keys, and at least 95 % of the fields by name and
    /// type.
    void assertShapeOf(List<Metric> all) {
        List<Metric> rows = all.stream()
                .filter(row -> name.equals(row.tags().get("golden")))
                .toList();
        for (Shape shape : shapes) {
            List<Metric> own = rows.stream().filter(shape::isOf).toList();
            assertThat(own)
                    .as("%s: rows of %s with tags %s", name, shape.measurement(), shape.tags())
                    .isNotEmpty();
            assertThat(shape.agreement(own))
                    .as("%s: fields of %s", name, shape.measurement())
                    .isGreaterThanOrEqualTo(ENOUGH);
        }
        assertThat(rows)
                .as("%s: measurements and tags", name)
                .allMatch(row -> shapes.stream().anyMatch(shape -> shape.isOf(row)));
    }
}
