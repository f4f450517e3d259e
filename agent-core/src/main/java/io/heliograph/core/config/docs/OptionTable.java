package io.heliograph.core.config.docs;

import java.util.List;

/// Writes options as a table in Markdown.
public final class OptionTable {
    private final StringBuilder out =
            new StringBuilder("| option | type | default | what it does |\n|---|---|---|---|\n");

    private OptionTable() {}

    /// A row for each option, also of tables below, as `commands.field`.
    public static String of(List<OptionDoc> options) {
        OptionTable table = new OptionTable();
        table.rows(options, "");
        return table.out.toString();
    }

    private void rows(List<OptionDoc> options, String path) {
        for (OptionDoc option : options) {
            out.append("| `")
                    .append(path)
                    .append(option.key())
                    .append("` | ")
                    .append(option.type())
                    .append(" | ");
            out.append(defaultCell(option))
                    .append(" | ")
                    .append(cell(what(option)))
                    .append(" |\n");
            rows(option.below(), path + option.key() + ".");
        }
    }

    private static String defaultCell(OptionDoc option) {
        if (option.required()) {
            return "must be set";
        }
        return option.defaultLiteral().isEmpty() ? "" : "`" + cell(option.defaultLiteral()) + "`";
    }

    private static String what(OptionDoc option) {
        StringBuilder what = new StringBuilder(option.doc());
        if (!option.exampleLiteral().isEmpty()) {
            what.append(" Example: `").append(option.exampleLiteral()).append("`.");
        }
        if (!option.aliases().isEmpty()) {
            what.append(" Older: `")
                    .append(String.join("`, `", option.aliases()))
                    .append("`.");
        }
        return what.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
