package io.heliograph.core.config.docs;

import io.heliograph.api.DataSize;
import io.heliograph.api.Glob;
import io.heliograph.api.GlobList;
import io.heliograph.api.Parser;
import io.heliograph.api.Secret;
import io.heliograph.api.Serializer;
import io.heliograph.api.TagSet;
import io.heliograph.core.config.bind.Types;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What users call the types of options.
final class TypeNames {
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(boolean.class, "boolean"),
            Map.entry(Boolean.class, "boolean"),
            Map.entry(int.class, "integer"),
            Map.entry(Integer.class, "integer"),
            Map.entry(long.class, "integer"),
            Map.entry(Long.class, "integer"),
            Map.entry(double.class, "number"),
            Map.entry(Double.class, "number"),
            Map.entry(String.class, "text"),
            Map.entry(Duration.class, "duration"),
            Map.entry(DataSize.class, "size"),
            Map.entry(Secret.class, "secret"),
            Map.entry(Path.class, "path"),
            Map.entry(URI.class, "URL"),
            Map.entry(Glob.class, "glob"),
            Map.entry(GlobList.class, "list of globs"),
            Map.entry(TagSet.class, "table of texts"),
            Map.entry(Parser.class, "data format"),
            Map.entry(Serializer.class, "data format"),
            Map.entry(Object.class, "value"));

    private TypeNames() {}

    static String of(Type type) {
        Class<?> raw = Types.raw(type);
        String name = NAMES.get(raw);
        if (name != null) {
            return name;
        }
        if (raw.isEnum()) {
            return "one of " + Types.constants(raw);
        }
        if (Types.isList(raw)) {
            return "list of " + plural(of(Types.argument(type, 0)));
        }
        return Types.isMap(raw) ? "table of " + plural(of(Types.argument(type, 1))) : "table";
    }

    private static String plural(String name) {
        int space = name.indexOf(' ');
        if (name.startsWith("one of")) {
            return name;
        }
        return space < 0 ? name + "s" : name.substring(0, space) + "s" + name.substring(space);
    }
}
