package io.heliograph.core.config.toml;

import com.moandjiezana.toml.TomlWriter;
import io.heliograph.api.config.TomlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Writes a configuration with toml4j, table by table, and reads it back before anybody sees it: toml4j writes
/// infinities and control characters in a way that is no TOML, and leaves out the headers of tables that hold nothing
/// but tables.
public final class TomlText {
    private final TomlWriter writer =
            new TomlWriter.Builder().indentTablesBy(0).indentValuesBy(0).build();
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> expected = new LinkedHashMap<>();

    /// Adds `[name]`. One without keys is left out.
    ///
    /// @param values String, Long, Double, Boolean, List and Map
    public void table(String name, Map<String, Object> values) {
        if (!values.isEmpty()) {
            expected.put(name, values);
            piece(writer.write(Map.of(name, values)));
        }
    }

    /// Adds `[[kind.name]]`.
    ///
    /// @param values String, Long, Double, Boolean, List and Map
    public void plugin(String kind, String name, Map<String, Object> values) {
        @SuppressWarnings("unchecked") // kinds hold tables, and these hold lists: nothing else is put there
        Map<String, List<Object>> ofKind =
                (Map<String, List<Object>>) expected.computeIfAbsent(kind, ignored -> new LinkedHashMap<>());
        ofKind.computeIfAbsent(name, ignored -> new ArrayList<>()).add(values);
        String header = "[[" + kind + "." + name + "]]\n";
        String written = writer.write(Map.of(kind, Map.of(name, List.of(values))));
        piece(written.startsWith(header) ? written : header + written);
    }

    private void piece(String piece) {
        text.append(text.isEmpty() ? "" : "\n").append(piece);
    }

    /// The text so far.
    ///
    /// @throws IllegalArgumentException where it would not read back as the same
    public String checked() {
        Problems problems = new Problems();
        TomlTable back = new TomlReader(Path.of("written"), problems, UnaryOperator.identity()).read(text.toString());
        if (back == null) {
            throw new IllegalArgumentException(
                    "cannot be written as TOML: " + problems.sorted().getFirst());
        }
        if (!back.plain().equals(expected)) {
            throw new IllegalArgumentException(
                    "cannot be written as TOML: what toml4j writes reads back as something else");
        }
        return text.toString();
    }
}
