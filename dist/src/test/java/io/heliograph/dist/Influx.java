package io.heliograph.dist;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What an InfluxDB 1.x answers.
///
/// @param url of the server
/// @param database that is asked
record Influx(String url, String database) {
    /// One row of an answer.
    ///
    /// @param tags of its series; empty where the query does not group
    /// @param values by column; those that are null are left out
    record Row(String name, Map<String, String> tags, Map<String, JsonElement> values) {
        double number(String column) {
            return values.get(column).getAsDouble();
        }

        String text(String column) {
            return values.get(column).getAsString();
        }
    }

    /// Rows of a query; none where the database is not there.
    List<Row> query(String query) throws IOException {
        String answer = Web.get(url + "/query?epoch=ns&db=" + Web.encoded(database) + "&q=" + Web.encoded(query));
        List<Row> rows = new ArrayList<>();
        for (JsonElement result : array(JsonParser.parseString(answer).getAsJsonObject(), "results")) {
            for (JsonElement series : array(result.getAsJsonObject(), "series")) {
                add(series.getAsJsonObject(), rows);
            }
        }
        return rows;
    }

    private static JsonArray array(JsonObject parent, String key) {
        return parent.has(key) ? parent.getAsJsonArray(key) : new JsonArray();
    }

    private static void add(JsonObject series, List<Row> rows) {
        Map<String, String> tags = new TreeMap<>();
        if (series.has("tags")) {
            series.getAsJsonObject("tags").entrySet().forEach(tag -> {
                if (!tag.getValue().getAsString().isEmpty()) {
                    tags.put(tag.getKey(), tag.getValue().getAsString());
                }
            });
        }
        JsonArray columns = series.getAsJsonArray("columns");
        for (JsonElement line : array(series, "values")) {
            Map<String, JsonElement> values = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                JsonElement value = line.getAsJsonArray().get(i);
                if (!value.isJsonNull()) {
                    values.put(columns.get(i).getAsString(), value);
                }
            }
            rows.add(new Row(series.get("name").getAsString(), tags, values));
        }
    }

    /// The number of points of a measurement that have a field.
    long count(String measurement, String field) throws IOException {
        List<Row> rows = query("SELECT COUNT(\"" + field + "\") FROM \"" + measurement + "\"");
        return rows.isEmpty() ? 0 : (long) rows.get(0).number("count");
    }

    /// The types of a measurement's fields: `float`, `integer`, `string`, `boolean`.
    Map<String, String> types(String measurement) throws IOException {
        Map<String, String> types = new TreeMap<>();
        for (Row row : query("SHOW FIELD KEYS FROM \"" + measurement + "\"")) {
            types.put(row.text("fieldKey"), row.text("fieldType"));
        }
        return types;
    }
}
