package io.heliograph.plugins.transform.defaults;

import io.heliograph.api.InvalidOptionException;
import io.heliograph.api.Option;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Configuration of `processors.defaults`.
///
/// @param fields the fields that every row shall have
/// @param tags the tags that every row shall have
public record DefaultsConfig(
        @Option(
                doc = "Fields that every row shall have: put where the row has none, or a text that is empty or blank.",
                example = "{ status_code = \"N/A\", time_idle = 0 }")
        Map<String, Object> fields,

        @Option(
                doc = "Tags that every row shall have: put where the row has none, or a blank one.",
                example = "{ room = \"unknown\" }")
        Map<String, String> tags) {
    /// @throws InvalidOptionException for a field that is a list or a table
    public DefaultsConfig {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = Map.copyOf(tags);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (field.getValue() instanceof Collection || field.getValue() instanceof Map) {
                throw new InvalidOptionException(
                        "fields",
                        "not a value of a field: " + field.getKey() + " = " + field.getValue()
                                + " (try \"N/A\", 0, true)");
            }
        }
    }
}
