package io.heliograph.core.config.docs;

import io.heliograph.api.GlobList;
import io.heliograph.core.config.bind.OptionShape;
import io.heliograph.core.config.bind.Types;
import java.lang.reflect.Type;

/// Defaults and examples of `@Option`, which leave the quotes of a text out, as they stand in TOML.
final class Literals {
    private Literals() {}

    /// The default of an option: what `@Option` says, or what an absent one means; empty for none.
    static String defaultOf(OptionShape shape) {
        if (!shape.defaultText().isEmpty()) {
            return of(shape.type(), shape.defaultText());
        }
        Class<?> raw = shape.rawType();
        if (shape.nullable()) {
            return "";
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return "false";
        }
        boolean tables = Types.isList(raw) && Types.isTable(Types.raw(Types.argument(shape.type(), 0)));
        return raw == GlobList.class || Types.isList(raw) && !tables ? "[]" : "";
    }

    /// A value as the author wrote it, with the quotes that its type wants.
    static String of(Type type, String text) {
        if (text.isEmpty() || text.equals("\"\"") || !Types.isQuoted(Types.raw(type))) {
            return text;
        }
        boolean literal = text.indexOf('"') >= 0 && text.indexOf('\'') < 0;
        return literal ? "'" + text + "'" : '"' + text + '"';
    }
}
