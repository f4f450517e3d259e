package io.heliograph.core.config.bind;

import io.heliograph.api.Glob;
import io.heliograph.api.GlobList;
import io.heliograph.api.Parser;
import io.heliograph.api.Secret;
import io.heliograph.api.Serializer;
import io.heliograph.api.TagSet;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Questions about the types of components.
public final class Types {
    private Types() {}

    /// The class of a type.
    public static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default ->
                throw new IllegalStateException("a configuration record cannot have a component of type " + type);
        };
    }

    /// What stands at `index` in its angle brackets; Object where there are none.
    public static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    /// Whether it is a list or a set.
    public static boolean isList(Class<?> type) {
        return type == List.class || type == Set.class;
    }

    /// Whether it is a map with texts as keys.
    public static boolean isMap(Class<?> type) {
        return type == Map.class;
    }

    /// Whether it is a parser or serializer.
    public static boolean isComponent(Class<?> type) {
        return type == Parser.class || type == Serializer.class;
    }

    /// Whether it is a record of options, which is a table in TOML.
    public static boolean isTable(Class<?> type) {
        return type.isRecord() && !Scalars.knows(type);
    }

    /// Whether values of it stand in quotes in TOML.
    public static boolean isQuoted(Class<?> type) {
        return Scalars.knows(type)
                && !type.isPrimitive()
                && type != Boolean.class
                && !Number.class.isAssignableFrom(type);
    }

    /// The constants of an enum as they are written in TOML: `text, json`.
    public static String constants(Class<?> type) {
        return Scalars.constants(type);
    }

    /// Whether it is a list, set, map, or a type of ours that stands for one: absent means empty.
    static boolean isContainer(Class<?> type) {
        return isList(type) || isMap(type) || type == GlobList.class || type == TagSet.class;
    }

    /// Whether an empty text says nothing that a value of it could say.
    static boolean hasNoEmptyValue(Class<?> type, boolean nullable) {
        return type.isEnum()
                || type == Path.class
                || type == URI.class
                || type == Glob.class
                || nullable && type == Secret.class;
    }

    /// Whether values of it are secrets, alone or in a list or map.
    public static boolean isSecret(Type type) {
        Class<?> raw = raw(type);
        if (raw == Secret.class) {
            return true;
        }
        return isList(raw) && isSecret(argument(type, 0)) || isMap(raw) && isSecret(argument(type, 1));
    }
}
