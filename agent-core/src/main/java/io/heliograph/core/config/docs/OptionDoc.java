package io.heliograph.core.config.docs;

import io.heliograph.api.PluginDescriptor;
import io.heliograph.core.config.bind.OptionShape;
import io.heliograph.core.config.bind.Types;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/// One option, as it is documented.
///
/// @param key in its table
/// @param type as users call it: `duration`, `list of texts`
/// @param doc what it does
/// @param defaultLiteral as in TOML; empty for none
/// @param exampleLiteral as in TOML; empty for none
/// @param required whether it must be set
/// @param inSample whether a sample has it switched on all the same
/// @param aliases older names of the key
/// @param below the options of its table or tables, where it is one
/// @param repeated whether it is a list of tables
public record OptionDoc(
        String key,
        String type,
        String doc,
        String defaultLiteral,
        String exampleLiteral,
        boolean required,
        boolean inSample,
        List<String> aliases,
        List<OptionDoc> below,
        boolean repeated) {

    /// The options of a record in order; those of `@Inline` records stand among them.
    public static List<OptionDoc> of(Class<? extends Record> type) {
        List<OptionDoc> docs = new ArrayList<>();
        for (OptionShape shape : OptionShape.of(type)) {
            if (shape.inline()) {
                docs.addAll(of(shape.rawType().asSubclass(Record.class)));
            } else {
                docs.add(of(shape));
            }
        }
        return docs;
    }

    /// The options of a plugin that its own record has.
    public static List<OptionDoc> of(PluginDescriptor plugin) {
        return of(plugin.configuration());
    }

    private static OptionDoc of(OptionShape shape) {
        Type type = shape.type();
        boolean component = Types.isComponent(shape.rawType());
        return new OptionDoc(
                component ? "data_format" : shape.key(),
                TypeNames.of(type),
                shape.option() == null ? "" : shape.option().doc(),
                component ? "\"influx\"" : Literals.defaultOf(shape),
                Literals.of(type, shape.example()),
                !component && Literals.defaultOf(shape).isEmpty() && !shape.mayBeAbsent(),
                shape.option() != null && shape.option().inSample(),
                List.of(shape.aliases()),
                below(type),
                Types.isList(shape.rawType()));
    }

    private static List<OptionDoc> below(Type type) {
        Class<?> raw = Types.raw(type);
        if (Types.isTable(raw)) {
            return of(raw.asSubclass(Record.class));
        }
        return Types.isList(raw) ? below(Types.argument(type, 0)) : List.of();
    }

    /// Whether it is a table or a list of tables.
    public boolean isTable() {
        return !below.isEmpty();
    }
}
